package org.simbastream.text.time;

/** Reads the time of day that stands at a place. */
final class ClockParser {

  private static final long SECOND = 1_000_000_000L;
  private static final int LONGEST_FRACTION = 12; // some clocks write picoseconds

  private final Cursor cursor;
  private boolean hasSeconds;
  private boolean isDotted;

  ClockParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** Whether the time that was read last tells seconds. */
  boolean hasSeconds() {
    return hasSeconds;
  }

  /** Whether points separate hours, minutes and seconds. */
  boolean isDotted() {
    return isDotted;
  }

  /**
   * Takes a time of day with separators; returns nanoseconds since midnight, -1 if there is none.
   */
  long parse() {
    int digits = cursor.digits();
    if (digits < 1 || digits > 2) {
      return -1;
    }
    long hour = cursor.take(digits);
    char separator = cursor.peek();
    isDotted = separator == '.';
    boolean isUsual = separator == ':' || separator == '时' || separator == '時';
    if (!isUsual && !isOfTwoDigits(separator)) {
      return -1;
    }
    cursor.skip(1);
    int more = cursor.digits();
    if (more < 1 || more > 2) {
      return -1;
    }
    long minute = cursor.take(more);
    long second = 0;
    hasSeconds = isSecondNext(separator);
    if (hasSeconds) {
      cursor.skip(1);
      second = cursor.take(cursor.digits());
      cursor.take('秒');
    } else {
      cursor.take('分');
    }
    long fraction = hasSeconds ? fraction() : 0;
    return nanos(halfDay(hour), minute, second, fraction);
  }

  /** Takes hours, minutes and seconds of two digits each, without separators. */
  long parseCompact() {
    int digits = cursor.digits();
    if (digits != 6 && digits != 9) {
      return -1;
    }
    hasSeconds = true;
    long hour = cursor.take(2);
    long minute = cursor.take(2);
    long second = cursor.take(2);
    return nanos(hour, minute, second, digits == 9 ? cursor.takeFraction(3) : fraction());
  }

  /** 10.00.05, 10-00-05: all of two digits, so that no decimal number is a time. */
  private boolean isOfTwoDigits(char separator) {
    return (isDotted || separator == '-' || separator == '_')
        && Cursor.isDigit(cursor.peek(1))
        && Cursor.isDigit(cursor.peek(2))
        && cursor.peek(3) == separator
        && Cursor.isDigit(cursor.peek(4))
        && Cursor.isDigit(cursor.peek(5))
        && !Cursor.isDigit(cursor.peek(6));
  }

  private boolean isSecondNext(char separator) {
    char expected = separator == '时' || separator == '時' ? '分' : separator;
    return cursor.peek() == expected
        && Cursor.isDigit(cursor.peek(1))
        && !(Cursor.isDigit(cursor.peek(2)) && Cursor.isDigit(cursor.peek(3)));
  }

  private long fraction() {
    char point = cursor.peek();
    if (point != '.' && point != ',' && point != ':') {
      return 0;
    }
    cursor.skip(1);
    int digits = cursor.digits();
    boolean isFraction =
        point == ':' ? digits == 3 || digits == 6 : digits >= 1 && digits <= LONGEST_FRACTION;
    if (isFraction && !(point == ':' && cursor.peek(digits) == ':')) {
      return cursor.takeFraction(digits);
    }
    cursor.skip(-1);
    return 0;
  }

  /**
   * Takes AM or PM, if that is next; returns the hour of the whole day, -1 if there is none such.
   */
  private long halfDay(long hour) {
    int start = cursor.at();
    cursor.takeBlanks();
    char half = Character.toLowerCase(cursor.peek());
    if (half == 'a' || half == 'p') {
      cursor.skip(1);
      cursor.take('.');
      if (Character.toLowerCase(cursor.peek()) == 'm') {
        cursor.skip(1);
        if (cursor.isBoundary()) {
          if (cursor.peek() == '.' && Cursor.isBlank(cursor.peek(1))) {
            cursor.skip(1);
          }
          return hour > 12 ? -1 : hour % 12 + (half == 'p' ? 12 : 0);
        }
      }
    }
    cursor.moveTo(start);
    return hour;
  }

  private static long nanos(long hour, long minute, long second, long fraction) {
    boolean isTime = hour >= 0 && hour <= 24 && minute < 60 && second <= 60;
    boolean isEndOfDay = minute == 0 && second == 0 && fraction == 0;
    return isTime && (hour < 24 || isEndOfDay)
        ? (3600 * hour + 60 * minute + second) * SECOND + fraction
        : -1;
  }
}
