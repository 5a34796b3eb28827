package org.simbastream.job.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what the job wrote with what {@code simba score} says of the same streams. */
final class ScoredAsFiles {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FIELDS =
      List.of("text", "score", "depthMean", "depthMax", "tokens", "truncated");

  private ScoredAsFiles() {}

  /** By stream, in the order of offsets, the fields that both have. */
  static Map<String, List<String>> ofJob(List<JsonNode> scored) {
    Map<String, List<JsonNode>> byKey = new TreeMap<>();
    scored.stream()
        .sorted(Comparator.comparingLong(r -> r.get("offset").longValue()))
        .forEach(
            r -> byKey.computeIfAbsent(r.get("key").textValue(), k -> new ArrayList<>()).add(r));
    Map<String, List<String>> fields = new TreeMap<>();
    byKey.forEach(
        (key, records) -> fields.put(key, records.stream().map(ScoredAsFiles::fields).toList()));
    return fields;
  }

  /** The same of {@code simba score}'s lines. */
  static Map<String, List<String>> ofFiles(Map<String, List<String>> scored) throws Exception {
    Map<String, List<String>> fields = new TreeMap<>();
    for (var stream : scored.entrySet()) {
      List<String> lines = new ArrayList<>();
      for (String line : stream.getValue()) {
        lines.add(fields(JSON.readTree(line)));
      }
      fields.put(stream.getKey(), lines);
    }
    return fields;
  }

  private static String fields(JsonNode record) {
    StringBuilder values = new StringBuilder();
    for (String field : FIELDS) {
      values.append(record.get(field)).append(' ');
    }
    return values.toString();
  }
}
