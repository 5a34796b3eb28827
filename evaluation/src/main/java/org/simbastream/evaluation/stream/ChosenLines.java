package org.simbastream.evaluation.stream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.simbastream.scoring.RecordPattern;

/** The lines that any score would show of a window, near-duplicates folded for all scores alike. */
public final class ChosenLines {

  /** The share of common words from which two lines count as near-duplicates. */
  private static final double NEAR_DUPLICATE = 0.7;

  private ChosenLines() {}

  /**
   * The lines with the highest scores, the first of equals first.
   *
   * @param scores (lines)
   * @return places in {@code lines}
   */
  public static List<Integer> of(List<String> lines, double[] scores, int max) {
    List<Integer> byScore =
        IntStream.range(0, lines.size())
            .filter(line -> !lines.get(line).isEmpty())
            .boxed()
            .sorted(Comparator.comparingDouble(line -> -scores[line]))
            .toList();
    List<Integer> chosen = new ArrayList<>();
    List<Set<String>> told = new ArrayList<>();
    for (int line : byScore) {
      if (chosen.size() == max) {
        break;
      }
      Set<String> words = LinePatterns.of(lines.get(line)).vocabulary();
      if (told.stream().noneMatch(w -> RecordPattern.similarity(w, words) >= NEAR_DUPLICATE)) {
        chosen.add(line);
        told.add(words);
      }
    }
    return chosen;
  }

  /** Whether two lines are near-duplicates. */
  public static boolean same(String a, String b) {
    Set<String> words = LinePatterns.of(a).vocabulary();
    return RecordPattern.similarity(words, LinePatterns.of(b).vocabulary()) >= NEAR_DUPLICATE;
  }
}
