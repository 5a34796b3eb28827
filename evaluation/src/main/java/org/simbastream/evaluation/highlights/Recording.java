package org.simbastream.evaluation.highlights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.simbastream.evaluation.stream.TimedLine;

/**
 * Logs of several processes, and what was done to them.
 *
 * @param name its folder's name
 * @param made when it was made, in milliseconds since the epoch
 * @param logs the lines of each log, by file
 * @param faults what was done
 * @param quiet where nothing happened but the load; empty if that is not known
 */
record Recording(
    String name,
    long made,
    Map<String, List<String>> logs,
    List<KnownFault> faults,
    List<QuietLines> quiet) {

  private static final String GROUND_TRUTH = "ground-truth.json";

  /** The third run of each kind is kept out of every tuning. */
  private static final String HELD_OUT = "-3";

  /**
   * Lines of one log that were written while nothing happened.
   *
   * @param file the log
   * @param from the first line's place, from 0
   * @param to the place after the last one
   */
  record QuietLines(String file, int from, int to) {}

  /** The same with its lines changed. */
  Recording with(UnaryOperator<String> change) {
    Map<String, List<String>> changed = new TreeMap<>();
    logs.forEach((file, lines) -> changed.put(file, lines.stream().map(change).toList()));
    return new Recording(name, made, changed, faults, quiet);
  }

  /** The lines of a log with their times. */
  List<TimedLine> timed(String file) {
    return TimedLine.of(logs.get(file), made);
  }

  /** Whether no choice of this project used this recording. */
  boolean heldOut() {
    return name.endsWith(HELD_OUT);
  }

  /** Without the logs of more lines than that, for a short version. */
  Recording withoutLongLogs(int maxLines) {
    Map<String, List<String>> few = new TreeMap<>(logs);
    few.values().removeIf(lines -> lines.size() > maxLines);
    List<KnownFault> shown =
        faults.stream()
            .map(
                fault ->
                    new KnownFault(
                        fault.kind(),
                        fault.lines().stream().filter(l -> few.containsKey(l.file())).toList()))
            .toList();
    return new Recording(
        name, made, few, shown, quiet.stream().filter(q -> few.containsKey(q.file())).toList());
  }

  /**
   * All recordings below a folder, by name.
   *
   * @throws IOException if one can't be read
   */
  static List<Recording> below(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Recording> recordings = new ArrayList<>();
    try (Stream<Path> folders = Files.list(folder)) {
      for (Path recording : folders.sorted().toList()) {
        if (Files.exists(recording.resolve(GROUND_TRUTH))) {
          recordings.add(read(recording));
        }
      }
    }
    return recordings;
  }

  private static Recording read(Path folder) throws IOException {
    JsonNode truth = new ObjectMapper().readTree(folder.resolve(GROUND_TRUTH).toFile());
    Map<String, List<String>> logs = new TreeMap<>();
    for (JsonNode file : truth.get("files")) {
      logs.put(file.textValue(), lines(folder.resolve(file.textValue())));
    }
    List<KnownFault> faults = new ArrayList<>();
    for (JsonNode fault : truth.get("faults")) {
      List<KnownFault.Line> lines = new ArrayList<>();
      for (JsonNode line : fault.get("firstLines")) {
        lines.add(
            new KnownFault.Line(line.get("file").textValue(), line.get("line").intValue() - 1));
      }
      faults.add(new KnownFault(fault.get("kind").textValue(), lines));
    }
    long made = Instant.parse(truth.get("start").textValue()).toEpochMilli();
    return new Recording(folder.getFileName().toString(), made, logs, faults, quiet(truth));
  }

  private static List<QuietLines> quiet(JsonNode truth) {
    List<QuietLines> quiet = new ArrayList<>();
    for (JsonNode phase : truth.path("quiet")) {
      phase
          .get("lines")
          .properties()
          .forEach(
              lines ->
                  quiet.add(
                      new QuietLines(
                          lines.getKey(),
                          lines.getValue().get("from").intValue() - 1,
                          lines.getValue().get("to").intValue())));
    }
    return quiet;
  }

  /** A log may hold bytes that are no text. */
  static List<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
  }
}
