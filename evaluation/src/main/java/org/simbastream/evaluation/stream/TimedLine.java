package org.simbastream.evaluation.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.simbastream.job.lines.LineTime;

/**
 * A line and its time.
 *
 * @param text the line
 * @param time in milliseconds since the epoch
 */
public record TimedLine(String text, long time) {

  /** Groups of lines, every group in a separate window. */
  public static List<TimedLine> inMinutes(List<List<String>> groups) {
    List<TimedLine> lines = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      long time = i * StreamReading.WINDOW.toMillis();
      groups.get(i).forEach(line -> lines.add(new TimedLine(line, time)));
    }
    return lines;
  }

  /**
   * Lines with the times they begin with; a line without one has that of the line before it, and
   * lines before the first time have that.
   */
  public static List<TimedLine> of(List<String> lines) {
    long time =
        lines.stream()
            .map(LineTime::find)
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .findFirst()
            .orElse(0);
    List<TimedLine> timed = new ArrayList<>(lines.size());
    for (String line : lines) {
      time = LineTime.find(line).orElse(time);
      timed.add(new TimedLine(line, time));
    }
    return timed;
  }
}
