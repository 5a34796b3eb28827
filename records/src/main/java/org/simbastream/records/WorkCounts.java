package org.simbastream.records;

import org.simbastream.annotation.PublicApi;

/**
 * The work that one key cost in one window, counted from the shapes handed to the kernels.
 *
 * @param key the stream
 * @param windowStart the window's first millisecond since the epoch
 * @param windowEnd the first millisecond after the window
 * @param tokens how many tokens the model was given, a stream's first token (BOS) included
 * @param tokensByLayer how many of them each layer read, (layers)
 * @param scoringRatio multiply-adds of impact scoring divided by those of dense Mamba on the same
 *     tokens
 * @param readoutRatio multiply-adds of the early readout divided by those of dense Mamba on the
 *     same tokens
 */
@PublicApi
public record WorkCounts(
    String key,
    long windowStart,
    long windowEnd,
    long tokens,
    long[] tokensByLayer,
    double scoringRatio,
    double readoutRatio) {}
