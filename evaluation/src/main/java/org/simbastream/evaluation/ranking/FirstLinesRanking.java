package org.simbastream.evaluation.ranking;

import java.util.List;
import java.util.stream.IntStream;

/** The first lines. */
final class FirstLinesRanking implements LineRanking {

  @Override
  public String name() {
    return "lead";
  }

  @Override
  public double[] scores(List<String> before, List<String> lines) {
    return IntStream.range(0, lines.size()).mapToDouble(line -> -line).toArray();
  }
}
