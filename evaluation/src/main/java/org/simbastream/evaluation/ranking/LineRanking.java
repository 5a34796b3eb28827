package org.simbastream.evaluation.ranking;

import java.util.List;

/** A simple ranking of a log's lines. */
public interface LineRanking {

  /** Its name in the report, such as {@code rarest-template}. */
  String name();

  /**
   * The rank score of each line; only the order matters.
   *
   * @param before the log's lines before
   * @param lines the lines to judge, all of which it may look at
   * @return (lines), a greater number for what matters more
   */
  double[] scores(List<String> before, List<String> lines);
}
