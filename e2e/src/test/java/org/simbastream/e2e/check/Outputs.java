package org.simbastream.e2e.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Everything that a job has committed: by kind and identity, every value that was found.
 *
 * @param values usually one an identity
 */
public record Outputs(Map<OutputKind, Map<String, List<String>>> values) {

  /**
   * Reads everything.
   *
   * @param topics the topic of each kind
   * @param input the input topic's name, which is left out of the values
   */
  public static Outputs read(
      OutputReader reader, Function<OutputKind, String> topics, String input) {
    Map<OutputKind, Map<String, List<String>>> values = new EnumMap<>(OutputKind.class);
    for (OutputKind kind : OutputKind.values()) {
      Map<String, List<String>> ofKind = new TreeMap<>();
      for (OutputRecord record : reader.committed(topics.apply(kind))) {
        String value = record.value().replace("\"" + input + "\"", "\"input\"");
        ofKind.computeIfAbsent(kind.identity(value), id -> new ArrayList<>()).add(value);
      }
      values.put(kind, ofKind);
    }
    return new Outputs(values);
  }

  /** How many records of a kind have a piece of JSON in them. */
  public long count(OutputKind kind, String piece) {
    return values.get(kind).values().stream()
        .flatMap(List::stream)
        .filter(value -> value.contains(piece))
        .count();
  }

  /** How many records of a kind there are. */
  public int count(OutputKind kind) {
    return values.get(kind).values().stream().mapToInt(List::size).sum();
  }
}
