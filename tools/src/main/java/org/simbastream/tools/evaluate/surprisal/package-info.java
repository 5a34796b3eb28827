/**
 * How surprising each token of a stream is. One place that parts of the evaluation ask, so that
 * they all judge the same predictor, whatever it is made of.
 */
package org.simbastream.tools.evaluate.surprisal;
