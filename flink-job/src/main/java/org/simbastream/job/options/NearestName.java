package org.simbastream.job.options;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the most similar known name to a misspelt one. */
public final class NearestName {

  private NearestName() {}

  /**
   * The name that differs in the fewest characters, if the difference is small enough for a
   * misspelling.
   */
  public static Optional<String> of(String mistaken, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(mistaken, name)))
        .filter(name -> distance(mistaken, name) <= Math.max(3, mistaken.length() / 3));
  }

  /** Levenshtein's: characters inserted, removed and replaced. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1]; // of the prefix of from against every prefix of to
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
