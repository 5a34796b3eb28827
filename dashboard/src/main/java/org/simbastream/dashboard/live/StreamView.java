package org.simbastream.dashboard.live;

import java.util.List;

/**
 * One stream, opened: its timeline. A window's texts come with {@link WindowView}.
 *
 * @param row its row in the list
 * @param windows its windows, oldest first
 * @param linesKept how many of its lines the page keeps
 * @param alerts its alerts: open ones, then the latest closed ones
 * @param patternsVersion grows with every change of its patterns; 0 if it has none
 */
public record StreamView(
    StreamRow row, List<Bar> windows, int linesKept, List<AlertView> alerts, long patternsVersion) {

  /**
   * A window in the timeline.
   *
   * @param topScore score of its silence or its most telling record; null if it has neither
   * @param highlights how many highlights it has
   * @param newPatterns how many patterns were new in it
   * @param silent whether it tells a silence
   */
  public record Bar(
      long start,
      long end,
      long records,
      long tokens,
      Double workRatio,
      Double topScore,
      int highlights,
      int newPatterns,
      boolean silent) {

    static Bar of(Window window) {
      return new Bar(
          window.start(),
          window.end(),
          window.records(),
          window.tokens(),
          window.workRatio(),
          window.topScore(),
          window.highlights().size(),
          window.newPatterns().size(),
          window.silence() != null);
    }
  }
}
