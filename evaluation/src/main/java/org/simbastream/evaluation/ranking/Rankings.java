package org.simbastream.evaluation.ranking;

import java.util.List;

/** The rankings that the parts of the report compare with. */
public final class Rankings {

  private Rankings() {}

  /** Those that make sense for the lines of a log. */
  public static List<LineRanking> ofLogs() {
    return List.of(
        new RandomRanking(),
        TemplateRanking.rarest(),
        TemplateRanking.mostFrequent(),
        new SeverityWords(),
        new TfIdf(),
        new TextRank());
  }

  /** Those that make sense for sentences. */
  public static List<LineRanking> ofProse() {
    return List.of(new RandomRanking(), new FirstLinesRanking(), new TfIdf(), new TextRank());
  }
}
