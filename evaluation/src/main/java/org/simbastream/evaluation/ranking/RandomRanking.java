package org.simbastream.evaluation.ranking;

import java.util.List;
import java.util.Random;

/** Chance, always the same. */
final class RandomRanking implements LineRanking {

  private static final long SEED = 20_05_2026;

  @Override
  public String name() {
    return "random";
  }

  @Override
  public double[] scores(List<String> before, List<String> lines) {
    return new Random(SEED + before.size()).doubles(lines.size()).toArray();
  }
}
