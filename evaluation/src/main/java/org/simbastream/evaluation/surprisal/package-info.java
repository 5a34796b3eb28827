/**
 * The surprisal of each token of a stream. All parts of the evaluation use it, so that they measure
 * the same predictor: the model, with or without the recall.
 */
package org.simbastream.evaluation.surprisal;
