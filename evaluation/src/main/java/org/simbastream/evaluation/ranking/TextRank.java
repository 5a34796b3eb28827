package org.simbastream.evaluation.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.simbastream.evaluation.stream.LinePatterns;
import org.simbastream.scoring.RecordPattern;

/**
 * TextRank over the distinct templates of the lines: PageRank with common words, over the
 * logarithms of both lengths, as weights.
 */
final class TextRank implements LineRanking {

  /** Templates ranked at most, the first ones; further lines come last. */
  private static final int MAX_TEMPLATES = 500;

  private static final double DAMPING = 0.85;
  private static final int ITERATIONS = 30;

  @Override
  public String name() {
    return "text-rank";
  }

  @Override
  public double[] scores(List<String> before, List<String> lines) {
    Map<Long, Integer> places = new LinkedHashMap<>();
    List<Set<String>> templates = new ArrayList<>();
    List<Long> templateOf = new ArrayList<>(lines.size());
    for (String line : lines) {
      RecordPattern pattern = LinePatterns.of(line);
      templateOf.add(pattern.id());
      if (templates.size() < MAX_TEMPLATES && !places.containsKey(pattern.id())) {
        places.put(pattern.id(), templates.size());
        templates.add(pattern.vocabulary());
      }
    }
    double[] ranks = ranks(weights(templates)); // (templates)
    return templateOf.stream()
        .map(places::get)
        .mapToDouble(place -> place == null ? 0 : ranks[place])
        .toArray();
  }

  /** (templates, templates) with rows that add up to 1, or to 0 for what has nothing in common. */
  private static double[][] weights(List<Set<String>> templates) {
    int n = templates.size();
    double[][] weights = new double[n][n];
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        weights[i][j] = i == j ? 0 : similarity(templates.get(i), templates.get(j));
        sum += weights[i][j];
      }
      for (int j = 0; j < n && sum > 0; j++) {
        weights[i][j] /= sum;
      }
    }
    return weights;
  }

  private static double similarity(Set<String> a, Set<String> b) {
    double lengths = Math.log(a.size()) + Math.log(b.size());
    return lengths > 0 ? a.stream().filter(b::contains).count() / lengths : 0;
  }

  private static double[] ranks(double[][] weights) {
    int n = weights.length;
    double[] ranks = new double[n];
    Arrays.fill(ranks, 1.0);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] next = new double[n];
      Arrays.fill(next, 1 - DAMPING);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          next[j] += DAMPING * weights[i][j] * ranks[i];
        }
      }
      ranks = next;
    }
    return ranks;
  }
}
