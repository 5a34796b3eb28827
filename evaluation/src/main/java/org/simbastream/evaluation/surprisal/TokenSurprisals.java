package org.simbastream.evaluation.surprisal;

import org.simbastream.model.mamba.OpCounts;

/**
 * The surprisals of one chunk of n tokens.
 *
 * @param early (n): {@code -log p(token | before)} in nats below the pruned layers, NaN for a
 *     stream's very first token; null if the model has no early readout
 * @param top (n): the same above all layers, NaN also for a token whose predecessor did not reach
 *     it
 * @param work what it cost
 */
public record TokenSurprisals(float[] early, float[] top, OpCounts work) {}
