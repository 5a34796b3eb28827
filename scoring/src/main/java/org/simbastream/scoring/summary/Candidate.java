package org.simbastream.scoring.summary;

import org.simbastream.annotation.Internal;
import org.simbastream.records.ScoredRecord;

/**
 * The most telling record of one variant of a pattern in one window.
 *
 * @param pattern the pattern's id
 * @param variant the variant's id, see {@link Variants}
 * @param count how many records of the window belong to the variant
 * @param best the record with the highest score, the earliest one among equals
 */
@Internal
public record Candidate(long pattern, long variant, long count, ScoredRecord best) {}
