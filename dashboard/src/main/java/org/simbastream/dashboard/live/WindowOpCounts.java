package org.simbastream.dashboard.live;

import java.util.List;

/**
 * The work of one window of one stream.
 *
 * @param tokens tokens the model was given
 * @param tokensByLayer how many of them each layer read, first layer first
 * @param scoringRatio work of impact scoring divided by that of dense Mamba; null if not known
 * @param readoutRatio work of the early readout divided by that of dense Mamba; null if not known
 */
public record WindowOpCounts(
    long tokens, List<Long> tokensByLayer, Double scoringRatio, Double readoutRatio) {}
