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
   * Reads a point in time, which may be given as an age.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Instant parse(String text, Clock clock) {
    try {
      String given = text.strip();
      return isTime(given) ? time(given) : clock.instant().minus(TimeUtils.parseDuration(given));
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      throw unreadable("--since", text, "an age such as '2 h'", e);
    }
  }

  /**
   * Reads a point in time to come, which may be given as a duration from now.
   *
   * @throws IllegalArgumentException if it is none, or over
   */
  static Instant parseUntil(String text, Clock clock) {
    Instant until;
    try {
      String given = text.strip();
      until = isTime(given) ? time(given) : clock.instant().plus(TimeUtils.parseDuration(given));
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      throw unreadable("--until", text, "a duration from now such as '2 h'", e);
    }
    if (!until.isAfter(clock.instant())) {
      throw new IllegalArgumentException(
          "--until is '%s', which is over; give a time to come".formatted(text));
    }
    return until;
  }

  private static boolean isTime(String given) {
    return given.contains("-");
  }

  private static Instant time(String given) {
    if (!given.contains("T")) {
      return LocalDate.parse(given).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    boolean hasOffset = given.matches(".*T.*([zZ]|[+-]\\d\\d(:?\\d\\d)?)");
    return hasOffset
        ? OffsetDateTime.parse(given).toInstant()
        : LocalDateTime.parse(given).toInstant(ZoneOffset.UTC);
  }

  private static IllegalArgumentException unreadable(
      String option, String text, String other, RuntimeException why) {
    return new IllegalArgumentException(
        "%s is '%s'; give a time such as 2026-01-31T12:00:00Z or 2026-01-31, or %s"
            .formatted(option, text, other),
        why);
  }
}
