package org.simbastream.dashboard.feed;

import java.util.List;
import org.simbastream.dashboard.board.Line;
import org.simbastream.operators.record.Position;

/**
 * The lines of a window, read from Kafka again.
 *
 * @param text the first of them, as far as a text may be
 * @param lines how many were found
 * @param records how many the window had
 * @param around the lines around those that were asked for
 * @param problem why some are missing; empty if none is
 */
public record WindowLines(
    String text, long lines, long records, List<Around> around, String problem) {

  /**
   * The lines around one.
   *
   * @param at where it stands
   */
  public record Around(Position at, List<Line> before, List<Line> after) {}
}
