package org.simbastream.job.lines;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the time that a log line begins with: year, month, day, hour, minute and second in this
 * order, as nearly all loggers can write it. Without an offset it is taken as UTC.
 */
public final class LineTime {

  /** The number of characters at the beginning of a line that are searched for a time. */
  private static final int PREFIX = 80;

  private static final Pattern TIME =
      Pattern.compile(
          "(?<![0-9])((?:19|20)[0-9]{2})[-/.]([0-9]{2})[-/.]([0-9]{2})[ T_-]"
              + "([0-9]{2})[:.]([0-9]{2})[:.]([0-9]{2})(?:[.,]([0-9]{1,9}))?"
              + "(?:(Z)|([+-][0-9]{2}):?([0-9]{2}))?");

  private LineTime() {}

  /** The time in milliseconds since the epoch; empty if the line begins with none. */
  public static OptionalLong find(String line) {
    Matcher time = TIME.matcher(line.substring(0, Math.min(line.length(), PREFIX)));
    if (!time.find()) {
      return OptionalLong.empty();
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
              number(time, 1),
              number(time, 2),
              number(time, 3),
              number(time, 4),
              number(time, 5),
              number(time, 6),
              nanos(time.group(7)));
      return OptionalLong.of(local.toInstant(offset(time)).toEpochMilli());
    } catch (DateTimeException e) {
      return OptionalLong.empty(); // digits that look like a time and are none
    }
  }

  private static int number(Matcher time, int group) {
    return Integer.parseInt(time.group(group));
  }

  private static int nanos(String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
  }

  private static ZoneOffset offset(Matcher time) {
    if (time.group(9) == null) {
      return ZoneOffset.UTC;
    }
    int hours = number(time, 9);
    int minutes = number(time, 10);
    return ZoneOffset.ofHoursMinutes(hours, hours < 0 ? -minutes : minutes);
  }
}
