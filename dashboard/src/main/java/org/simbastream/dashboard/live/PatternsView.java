package org.simbastream.dashboard.live;

import java.util.List;

/**
 * The patterns of a stream.
 *
 * @param starts the windows of which patterns are kept, oldest first
 * @param patterns those that changed first, then the most frequent
 */
public record PatternsView(List<Long> starts, List<Pattern> patterns) {

  /**
   * One pattern.
   *
   * @param count how many records have it of the window of that change, else of the latest one
   * @param total how many of all windows that are kept
   * @param usual how many a window usually has; null if that is not known
   * @param change the latest change within the windows that are kept; {@code none} if there is none
   * @param changedAt the start of the window with that change; null if there is none
   * @param counts its count in each window, as in {@code starts}
   */
  public record Pattern(
      String id,
      String text,
      String example,
      long count,
      long total,
      Double usual,
      String change,
      Long changedAt,
      List<Integer> counts) {}
}
