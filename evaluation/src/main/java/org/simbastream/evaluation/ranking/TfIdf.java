package org.simbastream.evaluation.ranking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.simbastream.evaluation.stream.LinePatterns;

/** The mean of {@code log(lines / lines with the word)} over a line's distinct words. */
final class TfIdf implements LineRanking {

  @Override
  public String name() {
    return "tf-idf";
  }

  @Override
  public double[] scores(List<String> before, List<String> lines) {
    Map<String, Integer> linesWith = new HashMap<>();
    before.forEach(line -> count(line, linesWith));
    lines.forEach(line -> count(line, linesWith));
    double all = before.size() + lines.size();
    return lines.stream().mapToDouble(line -> mean(line, all, linesWith)).toArray();
  }

  private static double mean(String line, double all, Map<String, Integer> linesWith) {
    Set<String> words = LinePatterns.of(line).vocabulary();
    return words.stream()
        .mapToDouble(word -> Math.log(all / linesWith.get(word)))
        .average()
        .orElse(0);
  }

  private static void count(String line, Map<String, Integer> linesWith) {
    LinePatterns.of(line).vocabulary().forEach(word -> linesWith.merge(word, 1, Integer::sum));
  }
}
