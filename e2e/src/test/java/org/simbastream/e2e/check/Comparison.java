package org.simbastream.e2e.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What differs from a run without faults.
 *
 * @param lost records that it has and this one lacks
 * @param doubled records that this one has more than once
 * @param different records that both have and that are not equal, to the last character
 * @param unexpected records that it does not have
 * @param hiddenStates streams whose hidden state at the end is not equal, to the last bit; -1 where
 *     they were not compared
 * @param examples the first differences
 */
public record Comparison(
    int lost, int doubled, int different, int unexpected, int hiddenStates, List<String> examples) {

  private static final int EXAMPLES = 4;
  private static final int PIECE = 120;

  /**
   * Compares.
   *
   * @param hidden a digest of each stream's hidden state, or null where it can't be had
   */
  public static Comparison of(Golden golden, Outputs outputs, Map<String, String> hidden) {
    int lost = 0;
    int doubled = 0;
    int different = 0;
    int unexpected = 0;
    List<String> examples = new ArrayList<>();
    for (OutputKind kind : OutputKind.values()) {
      Map<String, List<String>> right = golden.outputs().values().get(kind);
      Map<String, List<String>> found = outputs.values().get(kind);
      for (Map.Entry<String, List<String>> entry : right.entrySet()) {
        List<String> values = found.getOrDefault(entry.getKey(), List.of());
        String value = entry.getValue().get(0);
        if (values.isEmpty()) {
          lost++;
          example(examples, "lost of " + kind.title() + ": " + value);
        } else if (!values.stream().allMatch(value::equals)) {
          different++;
          example(examples, firstDifference(value, values));
        }
        doubled += Math.max(0, values.size() - 1);
      }
      unexpected += (int) found.keySet().stream().filter(id -> !right.containsKey(id)).count();
    }
    return new Comparison(
        lost, doubled, different, unexpected, hidden(golden, hidden, examples), examples);
  }

  private static int hidden(Golden golden, Map<String, String> hidden, List<String> examples) {
    if (hidden == null) {
      return -1;
    }
    int count = 0;
    for (Map.Entry<String, String> entry : golden.hiddenStates().entrySet()) {
      if (!Objects.equals(hidden.get(entry.getKey()), entry.getValue())) {
        count++;
        example(examples, "the hidden state of " + entry.getKey());
      }
    }
    return count
        + (int) hidden.keySet().stream().filter(k -> !golden.hiddenStates().containsKey(k)).count();
  }

  /** Where a value and the first other one begin to differ, with what stands before it. */
  private static String firstDifference(String value, List<String> values) {
    String other = values.stream().filter(v -> !v.equals(value)).findFirst().orElseThrow();
    int at = 0;
    while (at < Math.min(value.length(), other.length()) && value.charAt(at) == other.charAt(at)) {
      at++;
    }
    return "from character %d on %s instead of %s in %s"
        .formatted(at, piece(other, at), piece(value, at), piece(value, 0));
  }

  private static String piece(String value, int from) {
    return value.substring(from, Math.min(value.length(), from + PIECE));
  }

  private static void example(List<String> examples, String text) {
    if (examples.size() < EXAMPLES) {
      examples.add(text.substring(0, Math.min(600, text.length())));
    }
  }

  /** Whether nothing differs. */
  public boolean isEqual() {
    return lost == 0 && doubled == 0 && different == 0 && unexpected == 0 && hiddenStates <= 0;
  }
}
