package org.simbastream.dashboard.live;

import java.util.List;

/**
 * Sums over all streams since the page started.
 *
 * @param recordsPerSecond scored records, over half a minute
 * @param tokensPerSecond their tokens
 * @param records scored records read
 * @param tokens their tokens
 * @param leftOut scored records that the page skipped to keep up
 * @param unreadable results that do not match their schemas
 * @param letters dead letters read
 * @param skipped share of work skipped; null if not known
 * @param byLayer share of tokens that each layer read, first layer first; empty without work counts
 */
public record TotalsView(
    double recordsPerSecond,
    double tokensPerSecond,
    long records,
    long tokens,
    long leftOut,
    long unreadable,
    long letters,
    Double skipped,
    List<Double> byLayer) {}
