/** The texts of the evaluation, and their tokenization. */
package org.simbastream.evaluation.corpus;
