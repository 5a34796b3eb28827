package org.simbastream.recordings.truth;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The positions in all logs at a moment. Positions are kept as numbers of lines and not as times,
 * because a process may have its clock wrong.
 *
 * @param at the moment
 * @param lines by process, the whole lines its log had
 */
public record LogPositions(Instant at, Map<String, Integer> lines) {

  /** What was logged from here to a later moment, by file; logs without new lines are left out. */
  public Map<String, LineRange> until(LogPositions later) {
    Map<String, LineRange> ranges = new TreeMap<>();
    later.lines.forEach(
        (process, last) -> {
          int before = before(process);
          if (last > before) {
            ranges.put(process + ".log", new LineRange(before + 1, last));
          }
        });
    return ranges;
  }

  /** How many lines the process's log had. */
  public int before(String process) {
    return lines.getOrDefault(process, 0);
  }
}
