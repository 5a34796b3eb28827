package org.simbastream.recordings.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.simbastream.recordings.truth.LogPositions;

/** The logs of all processes, read while they grow. */
public final class ClusterLogs {

  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration CALM_PAUSE = Duration.ofMillis(500);

  /** Matches a line of level WARN or above, in the layouts of all three logging configurations. */
  private static final Pattern TROUBLE = Pattern.compile("^\\S+ \\S+ (WARN|ERROR|FATAL)\\b");

  private final ClusterFolder folder;
  private final Set<String> processes;

  ClusterLogs(ClusterFolder folder, Set<String> processes) {
    this.folder = folder;
    this.processes = new TreeSet<>(processes);
  }

  /** The whole lines of every log, by process; what is being written is not there yet. */
  public Map<String, List<String>> read() throws IOException {
    Map<String, List<String>> logs = new TreeMap<>();
    for (String process : processes) {
      logs.put(process, read(process));
    }
    return logs;
  }

  /** The present positions in all logs. */
  public LogPositions marks() throws IOException {
    Map<String, Integer> lines = new TreeMap<>();
    for (String process : processes) {
      lines.put(process, read(process).size());
    }
    return new LogPositions(Instant.now(), lines);
  }

  /**
   * Waits for a line.
   *
   * @param process whose log
   * @param pattern found in the line
   * @param since lines before these marks don't count
   * @throws IllegalStateException if none came in time
   */
  public void await(String process, String pattern, LogPositions since, Duration patience)
      throws IOException, InterruptedException {
    Pattern compiled = Pattern.compile(pattern);
    Instant deadline = Instant.now().plus(patience);
    while (!shows(process, compiled, since)) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(
            "%s.log has had no line with '%s' for %d s; it ends with: %s"
                .formatted(process, pattern, patience.toSeconds(), end(process)));
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /**
   * Waits until nothing has been logged at WARN or above for a while.
   *
   * @param from where to begin to look
   * @return where the calm began: at {@code from}, or after the last such line
   * @throws IllegalStateException if that doesn't come in time
   */
  public LogPositions awaitCalm(LogPositions from, Duration calm, Duration patience)
      throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(patience);
    LogPositions since = from;
    while (true) {
      Optional<String> trouble = trouble(since);
      Instant now = Instant.now();
      if (trouble.isPresent()) {
        since = marks();
      } else if (!now.isBefore(since.at().plus(calm))) {
        return since;
      }
      if (now.isAfter(deadline)) {
        throw new IllegalStateException(
            "no calm of %d s within %d s: %s"
                .formatted(calm.toSeconds(), patience.toSeconds(), trouble.orElse("")));
      }
      Thread.sleep(CALM_PAUSE.toMillis());
    }
  }

  private Optional<String> trouble(LogPositions since) throws IOException {
    for (String process : processes) {
      Optional<String> line =
          read(process).stream()
              .skip(since.before(process))
              .filter(text -> TROUBLE.matcher(text).find())
              .findFirst();
      if (line.isPresent()) {
        return line;
      }
    }
    return Optional.empty();
  }

  /** Copies every log into a folder, cut to the marks. */
  public void copy(Path target, LogPositions end) throws IOException {
    for (String process : processes) {
      List<String> lines = read(process);
      List<String> kept = lines.subList(0, end.lines().get(process));
      Files.writeString(
          target.resolve(process + ".log"),
          kept.isEmpty() ? "" : String.join("\n", kept) + "\n",
          StandardCharsets.UTF_8);
    }
  }

  private boolean shows(String process, Pattern pattern, LogPositions since) throws IOException {
    return read(process).stream()
        .skip(since.before(process))
        .anyMatch(line -> pattern.matcher(line).find());
  }

  private List<String> read(String process) throws IOException {
    Path log = folder.processes().log(process);
    if (!Files.exists(log)) {
      return List.of();
    }
    String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    int end = text.lastIndexOf('\n');
    return end < 0 ? List.of() : List.of(text.substring(0, end).split("\n", -1));
  }

  private String end(String process) throws IOException {
    List<String> lines = read(process);
    return lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1);
  }
}
