package org.simbastream.operators.summary;

import org.simbastream.annotation.Internal;
import org.simbastream.operators.record.ScoredRecord;

/**
 * The most telling record of one pattern in one window.
 *
 * @param pattern the pattern's id
 * @param count how many records of the window have the pattern
 * @param best the record with the highest score, the earliest one among equals
 */
@Internal
public record Candidate(long pattern, long count, ScoredRecord best) {}
