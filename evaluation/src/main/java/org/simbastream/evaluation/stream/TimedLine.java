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
    return of(lines, REFERENCE);
  }

  /**
   * The same for lines that are compared with those of other streams.
   *
   * @param written about when they were written, which completes times without a date or a year
   */
  public static List<TimedLine> of(List<String> lines, long written) {
    List<Optional<Long>> times = lines.stream().map(line -> time(line, written)).toList();
    long time = times.stream().flatMap(Optional::stream).findFirst().orElse(0L);
    List<TimedLine> timed = new ArrayList<>(lines.size());
    for (int line = 0; line < lines.size(); line++) {
      time = times.get(line).orElse(time);
      timed.add(new TimedLine(lines.get(line), time));
    }
    return timed;
  }

  private static Optional<Long> time(String line, long written) {
    return TIMES.ofLine(line, written).map(FoundTime::millis);
  }
}
