package org.simbastream.evaluation.ranking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.simbastream.evaluation.stream.LinePatterns;

/** How often a line's template has occurred, the lines to judge included. */
final class TemplateRanking implements LineRanking {

  private final boolean rarestFirst;

  private TemplateRanking(boolean rarestFirst) {
    this.rarestFirst = rarestFirst;
  }

  static LineRanking rarest() {
    return new TemplateRanking(true);
  }

  static LineRanking mostFrequent() {
    return new TemplateRanking(false);
  }

  @Override
  public String name() {
    return rarestFirst ? "rarest-template" : "most-frequent-template";
  }

  @Override
  public double[] scores(List<String> before, List<String> lines) {
    Map<Long, Integer> counts = new HashMap<>();
    before.forEach(line -> counts.merge(LinePatterns.of(line).id(), 1, Integer::sum));
    lines.forEach(line -> counts.merge(LinePatterns.of(line).id(), 1, Integer::sum));
    return lines.stream()
        .mapToDouble(line -> counts.get(LinePatterns.of(line).id()))
        .map(count -> rarestFirst ? -count : count)
        .toArray();
  }
}
