package org.simbastream.dashboard.feed;

import java.util.List;
import org.simbastream.dashboard.live.ScoredLine;
import org.simbastream.records.Position;

/**
 * The lines of a window, read from Kafka again.
 *
 * @param text the first of them, as far as a text may be
 * @param lines how many were found
 * @param records how many the window had
 * @param around the lines around the requested ones
 * @param problem why some lines are missing; empty if none is missing
 */
public record WindowLines(
    String text, long lines, long records, List<Around> around, String problem) {

  /**
   * The lines around one.
   *
   * @param at where it stands
   */
  public record Around(Position at, List<ScoredLine> before, List<ScoredLine> after) {}
}
