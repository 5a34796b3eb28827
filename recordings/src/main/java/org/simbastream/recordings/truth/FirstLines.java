package org.simbastream.recordings.truth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.simbastream.text.time.EventTimes;
import org.simbastream.text.time.TimeRules;

/** Finds the lines that first show a fault. */
public final class FirstLines {

  private static final EventTimes TIMES = new EventTimes(TimeRules.DEFAULT);
  private static final long NO_REFERENCE = 0; // these logs write whole dates

  private final Map<String, List<String>> logs;

  /**
   * A search in the logs of one recording.
   *
   * @param logs the lines of every log, by process
   */
  public FirstLines(Map<String, List<String>> logs) {
    this.logs = logs;
  }

  /**
   * For every sign and every log it may be in, the first line after the marks that matches.
   *
   * @throws IllegalStateException if a certain sign is nowhere
   */
  public List<ShownLine> find(
      List<LogSignature> signs, LogPositions injected, LogPositions recovered) {
    List<ShownLine> found = new ArrayList<>();
    for (LogSignature sign : signs) {
      int before = found.size();
      for (String process : logs.keySet()) {
        if (sign.concerns(process)) {
          addFirst(process, sign, injected, recovered, found);
        }
      }
      if (sign.certain() && found.size() == before) {
        throw new IllegalStateException(
            "no line of %s after %s matches '%s'"
                .formatted(sign.process(), injected.at(), sign.pattern()));
      }
    }
    return found;
  }

  private void addFirst(
      String process,
      LogSignature sign,
      LogPositions injected,
      LogPositions recovered,
      List<ShownLine> found) {
    List<String> lines = logs.get(process);
    int end = Math.min(lines.size(), recovered.before(process));
    for (int i = injected.before(process); i < end; i++) {
      if (sign.pattern().matcher(lines.get(i)).find()) {
        found.add(shown(process, i, sign.pattern().pattern()));
        return;
      }
    }
  }

  /** The last line of a process's log before the marks; none if there was none. */
  public List<ShownLine> lastBefore(String process, LogPositions marks) {
    int before = marks.before(process);
    return before == 0 ? List.of() : List.of(shown(process, before - 1, ""));
  }

  private ShownLine shown(String process, int index, String pattern) {
    List<String> lines = logs.get(process);
    String time = "";
    for (int i = index; i >= 0 && time.isEmpty(); i--) {
      time =
          TIMES
              .ofLine(lines.get(i), NO_REFERENCE)
              .map(found -> UtcTime.of(Instant.ofEpochMilli(found.millis())))
              .orElse("");
    }
    return new ShownLine(process + ".log", index + 1, time, lines.get(index), pattern);
  }
}
