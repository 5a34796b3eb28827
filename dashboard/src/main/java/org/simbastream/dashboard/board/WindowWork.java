package org.simbastream.dashboard.board;

import java.util.List;

/**
 * What one window of one stream cost.
 *
 * @param tokens tokens the model was given
 * @param tokensByLayer how many of them each layer saw, first layer first
 * @param scoringRatio work of impact scoring over that of dense Mamba; null if not known
 * @param readoutRatio work of the early readout over that of dense Mamba; null if not known
 */
public record WindowWork(
    long tokens, List<Long> tokensByLayer, Double scoringRatio, Double readoutRatio) {}
