package org.simbastream.scoring.deviation;

import java.util.List;
import org.simbastream.annotation.Internal;
import org.simbastream.records.Deviation;

/**
 * How a record deviates from those of its pattern and its key. Each of the first four numbers is
 * held against what it usually is on the key: in standard deviations above it, at least 0.
 *
 * @param place how far the cost of its most deviating place exceeds what is usual there
 * @param repetition how far its whole cost is below that of others of its pattern
 * @param rate how much more often its pattern came lately than so far
 * @param haste how much faster than usual its pattern's records follow each other
 * @param why its most deviating places, in the order of the text
 * @param pattern what records of its pattern cost, with this one
 * @param key what is usual on its key, with this one
 */
@Internal
public record Deviations(
    double place,
    double repetition,
    double rate,
    double haste,
    List<Deviation> why,
    PatternCosts pattern,
    KeyCosts key) {}
