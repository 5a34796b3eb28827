/** The texts that are measured on, and how they become tokens. */
package org.simbastream.tools.evaluate.corpus;
