/** Compares how models of several sizes learn, from the logs of their training. */
package org.simbastream.evaluation.learning;
