package org.simbastream.tools.evaluate.ranking;

import java.util.List;

/** A simple way to say which lines of a log matter. */
public interface LineRanking {

  /** Its name in the report, such as {@code rarest-template}. */
  String name();

  /**
   * How much each line matters; only the order counts.
   *
   * @param before the log's lines before
   * @param lines the lines to judge, all of which it may look at
   * @return (lines), a greater number for what matters more
   */
  double[] scores(List<String> before, List<String> lines);
}
