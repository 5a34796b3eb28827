package org.simbastream.evaluation.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.simbastream.text.time.EventTimes;
import org.simbastream.text.time.FoundTime;
import org.simbastream.text.time.TimeRules;

/**
 * A line and its time.
 *
 * @param text the line
 * @param time in milliseconds since the epoch
 */
public record TimedLine(String text, long time) {

  private static final EventTimes TIMES = new EventTimes(TimeRules.DEFAULT);

  /** Times of one stream are only compared with each other, so any year does for those without. */
  private static final long REFERENCE = Instant.parse("2026-07-01T00:00:00Z").toEpochMilli();

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
        lines.stream().map(TimedLine::written).flatMap(Optional::stream).findFirst().orElse(0L);
    List<TimedLine> timed = new ArrayList<>(lines.size());
    for (String line : lines) {
      time = written(line).orElse(time);
      timed.add(new TimedLine(line, time));
    }
    return timed;
  }

  private static Optional<Long> written(String line) {
    return TIMES.ofLine(line, REFERENCE).map(FoundTime::millis);
  }
}
