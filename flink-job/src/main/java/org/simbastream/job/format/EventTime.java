package org.simbastream.job.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.simbastream.operators.record.RejectionReason;

/**
 * Reads points in time as log records write them.
 *
 * <p>A number, or a number in a string, is milliseconds since the epoch, or seconds if it is less
 * than 1e11 (as milliseconds that would be before March 1973, as seconds it is after the year
 * 5000). Any other string is ISO-8601: date and time with a {@code T} or a blank between them, a
 * comma or a point before fractions of a second, and an offset; without one it is UTC.
 *
 * <p>Times not after the beginning of 1970 are rejected: they come from clocks that were never set.
 */
final class EventTime {

  private static final double SECONDS_BELOW = 1e11;
  private static final int DATE_LENGTH = "2026-11-23".length();

  // No time is longer, and parsing numbers takes the square of their length.
  private static final int MAX_LENGTH = 64;

  // Beyond this year a number is not milliseconds or seconds, and sums of times may overflow.
  private static final long MAX_MILLIS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendValue(ChronoField.YEAR, 4)
          .appendPattern("-MM-dd'T'HH:mm")
          .optionalStart()
          .appendPattern(":ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .optionalEnd()
          .optionalStart()
          .parseLenient() // of an offset: +02:00, +0200 and +02
          .appendOffset("+HH", "Z")
          .optionalEnd()
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private EventTime() {}

  /**
   * Reads a point in time.
   *
   * @return milliseconds since the epoch
   * @throws RejectedException if the value is not a point in time after 1970 began and before the
   *     year 10000
   */
  static long parse(JsonNode value) throws RejectedException {
    if (value.isNumber()) {
      return ofNumber(value.doubleValue(), value);
    }
    if (!value.isTextual()) {
      throw malformed(value);
    }
    String text = value.textValue().strip();
    if (text.length() > MAX_LENGTH) {
      throw malformed(value);
    }
    try {
      return inRange(Instant.from(ISO.parse(standard(text))).toEpochMilli(), value);
    } catch (DateTimeException notIso) {
      return ofNumber(decimal(text, value), value);
    }
  }

  /** With ISO-8601's own T between date and time, and a point before fractions of a second. */
  private static String standard(String text) {
    String points = text.replace(',', '.');
    return points.length() > DATE_LENGTH && points.charAt(DATE_LENGTH) == ' '
        ? points.substring(0, DATE_LENGTH) + 'T' + points.substring(DATE_LENGTH + 1)
        : points;
  }

  private static long ofNumber(double number, JsonNode value) throws RejectedException {
    return inRange(Math.abs(number) < SECONDS_BELOW ? number * 1000 : number, value);
  }

  private static long inRange(double millis, JsonNode value) throws RejectedException {
    if (!(millis <= MAX_MILLIS) || Math.round(millis) < 1) {
      throw malformed(value);
    }
    return Math.round(millis);
  }

  private static double decimal(String text, JsonNode value) throws RejectedException {
    try {
      // Double.parseDouble would take NaN, Infinity and hexadecimal numbers as well.
      return new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw malformed(value);
    }
  }

  private static RejectedException malformed(JsonNode value) {
    String json = value.toString();
    String quoted = json.length() > MAX_LENGTH ? json.substring(0, MAX_LENGTH) + "…" : json;
    return new RejectedException(
        RejectionReason.MALFORMED_TIME,
        "The time "
            + RecordText.wellFormed(quoted)
            + " is neither ISO-8601 nor epoch milliseconds or seconds"
            + " after 1970-01-01T00:00:00Z and before the year 10000.");
  }
}
