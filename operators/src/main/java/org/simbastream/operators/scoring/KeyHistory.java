package org.simbastream.operators.scoring;

import java.util.Collections;
import java.util.List;
import org.simbastream.model.annotation.Internal;

/**
 * The statistics of a key's records so far.
 *
 * @param records records read
 * @param remembered distinct patterns and opening words remembered
 * @param lastTime the latest event time, in milliseconds since the epoch
 * @param openings by position in a line's opening: how many distinct words have occurred there,
 *     forgotten ones included
 * @param usual how rare its recent events are
 * @param heardAt the processing time when its last records had arrived, in milliseconds since the
 *     epoch; 0 if it was not recorded
 */
@Internal
public record KeyHistory(
    long records,
    int remembered,
    long lastTime,
    List<Long> openings,
    RunningMean usual,
    long heardAt) {

  /** A key without records so far. */
  public static final KeyHistory NONE =
      new KeyHistory(
          0,
          0,
          Long.MIN_VALUE,
          Collections.nCopies(RecordPattern.OPENING, 0L),
          RunningMean.NONE,
          0);

  /** The same history, with the processing time at which the last records arrived. */
  public KeyHistory heardAt(long clock) {
    return new KeyHistory(records, remembered, lastTime, openings, usual, clock);
  }
}
