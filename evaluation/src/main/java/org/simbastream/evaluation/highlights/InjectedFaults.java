package org.simbastream.evaluation.highlights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Faults that were injected into real systems, {@code faults/STREAM.jsonl}, and the systems' logs
 * in {@code corpus/fleet}. The logs whose names begin with the same word are those of one system.
 *
 * @param recording the logs of one system and its faults
 * @param streams the logs that show the faults
 */
record InjectedFaults(Recording recording, Set<String> streams) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Path FAULTS = Path.of("faults");
  private static final Path LOGS = Path.of("corpus", "fleet");

  /**
   * All systems of a data folder with their faults, by name; none if the folder has no faults.
   *
   * @throws IOException if a file can't be read
   */
  static List<InjectedFaults> in(Path data) throws IOException {
    Map<String, List<JsonNode>> faults = new TreeMap<>();
    for (Path file : files(data.resolve(FAULTS))) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        JsonNode fault = JSON.readTree(line);
        String system = system(fault.get("stream").textValue());
        faults.computeIfAbsent(system, s -> new ArrayList<>()).add(fault);
      }
    }
    List<InjectedFaults> systems = new ArrayList<>();
    for (Map.Entry<String, List<JsonNode>> system : faults.entrySet()) {
      systems.add(of(system.getKey(), system.getValue(), data.resolve(LOGS)));
    }
    return systems;
  }

  private static InjectedFaults of(String system, List<JsonNode> faults, Path folder)
      throws IOException {
    Map<String, List<String>> logs = new TreeMap<>();
    for (Path log : files(folder)) {
      String name = log.getFileName().toString();
      if (system(name).equals(system)) {
        logs.put(name, Recording.lines(log));
      }
    }
    Set<String> streams = new TreeSet<>();
    Map<String, KnownFault> known = new LinkedHashMap<>(); // by kind and time: one shows in many
    for (JsonNode fault : faults) {
      String stream = fault.get("stream").textValue();
      if (!logs.containsKey(stream)) {
        throw new IOException("a fault's log is not there: " + folder.resolve(stream));
      }
      streams.add(stream);
      String kind = fault.get("kind").textValue();
      known
          .computeIfAbsent(
              kind + " " + fault.get("injected").textValue(),
              k -> new KnownFault(kind, new ArrayList<>()))
          .lines()
          .addAll(lines(fault, stream));
    }
    long made =
        OffsetDateTime.parse(faults.get(0).get("injected").textValue()).toInstant().toEpochMilli();
    return new InjectedFaults(
        new Recording(system, made, logs, List.copyOf(known.values()), List.of()), streams);
  }

  private static List<KnownFault.Line> lines(JsonNode fault, String stream) {
    List<KnownFault.Line> lines = new ArrayList<>();
    for (JsonNode line : fault.get("lines")) {
      lines.add(new KnownFault.Line(stream, line.intValue() - 1));
    }
    return lines;
  }

  private static String system(String file) {
    return file.replaceFirst("[-.].*", "");
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.(jsonl|log)")).sorted().toList();
    }
  }
}
