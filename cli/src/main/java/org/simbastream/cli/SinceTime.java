package org.simbastream.cli;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.apache.flink.util.TimeUtils;

/** A point in time as a person gives it: a date, a date with a time, or how long ago it was. */
final class SinceTime {

  private SinceTime() {}

  /**
   * Reads a point in time.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Instant parse(String text, Clock clock) {
    String given = text.strip();
    try {
      if (!given.contains("-")) {
        return clock.instant().minus(TimeUtils.parseDuration(given));
      }
      if (!given.contains("T")) {
        return LocalDate.parse(given).atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      boolean hasOffset = given.matches(".*T.*([zZ]|[+-]\\d\\d(:?\\d\\d)?)");
      return hasOffset
          ? OffsetDateTime.parse(given).toInstant()
          : LocalDateTime.parse(given).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "--since is '"
              + text
              + "'; give a time such as 2026-01-31T12:00:00Z or 2026-01-31, or an age such as '2 h'",
          e);
    }
  }
}
