package org.simbastream.evaluation.summaries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * ROUGE-N: how many runs of N words two texts have in common. Words are runs of the letters a to z
 * and of digits in lower case, as in the usual implementation; no stemming.
 */
final class Rouge {

  private Rouge() {}

  /** The harmonic mean of precision and recall, 0 … 1; 0 if a text has no run of n words. */
  static double f1(String text, String gold, int n) {
    Map<String, Integer> runs = runs(text, n);
    Map<String, Integer> goldRuns = runs(gold, n);
    double common =
        runs.entrySet().stream()
            .mapToInt(run -> Math.min(run.getValue(), goldRuns.getOrDefault(run.getKey(), 0)))
            .sum();
    return common == 0 ? 0 : 2 * common / (size(runs) + size(goldRuns));
  }

  /** The words of a text. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  private static Map<String, Integer> runs(String text, int n) {
    List<String> words = words(text);
    Map<String, Integer> runs = new HashMap<>();
    for (int i = 0; i + n <= words.size(); i++) {
      runs.merge(String.join(" ", words.subList(i, i + n)), 1, Integer::sum);
    }
    return runs;
  }

  private static double size(Map<String, Integer> runs) {
    return runs.values().stream().mapToInt(count -> count).sum();
  }
}
