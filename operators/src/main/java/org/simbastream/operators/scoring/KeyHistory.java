package org.simbastream.operators.scoring;

import java.util.Collections;
import java.util.List;

/**
 * What a key has shown so far.
 *
 * @param records records read
 * @param remembered distinct patterns and opening words remembered
 * @param lastTime the latest event time, in milliseconds since the epoch
 * @param openings by place in a line's opening: how many distinct words have stood there, those
 *     forgotten included
 * @param usual how rare its events have been of late
 * @param heardAt the clock's time when its last records had come, in milliseconds since the epoch;
 *     0 if it was not noted
 */
public record KeyHistory(
    long records, int remembered, long lastTime, List<Long> openings, Usual usual, long heardAt) {

  /** A key that was never heard of. */
  public static final KeyHistory NONE =
      new KeyHistory(
          0, 0, Long.MIN_VALUE, Collections.nCopies(RecordPattern.OPENING, 0L), Usual.NONE, 0);

  /** The same, last heard at that time of the clock. */
  public KeyHistory heardAt(long clock) {
    return new KeyHistory(records, remembered, lastTime, openings, usual, clock);
  }
}
