package org.simbastream.text.time;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Numbers since the beginning of 1970; their size tells whether they are seconds or parts of it.
 */
final class Epoch {

  private static final BigDecimal LEAST = new BigDecimal("0.0005"); // rounds to a millisecond

  /** 5138 in seconds; as milliseconds it would be 1973. */
  private static final BigDecimal MILLIS_FROM = new BigDecimal("1e11");

  private static final BigDecimal MICROS_FROM = new BigDecimal("1e14");
  private static final BigDecimal NANOS_FROM = new BigDecimal("1e17");
  private static final BigDecimal MOST = new BigDecimal("1e20");

  // A number of another size, though as long, is an identifier.
  private static final long YEAR_2000 = 946_684_800_000L;
  private static final long YEAR_2100 = 4_102_444_800_000L;

  private static final int SECONDS_DIGITS = 10;
  private static final int NANOS_DIGITS = 19;
  private static final int LONGEST_FRACTION = 9;
  private static final int MILLIS_DIGITS = 12; // behind the point of 1.795860005123e+09
  private static final int LONGEST_SCIENTIFIC = 24;
  private static final int TAI_LENGTH = 25;
  private static final long TAI_AHEAD_SECONDS = 10; // without the leap seconds since 1972
  private static final String EXPONENT = "e+09";

  private Epoch() {}

  /** Milliseconds since the epoch of a number in any unit; -1 if it is none after 1970 began. */
  static long millis(BigDecimal number) {
    if (number.compareTo(LEAST) < 0 || number.compareTo(MOST) >= 0) {
      return -1;
    }
    BigDecimal millis =
        number.compareTo(MILLIS_FROM) < 0
            ? number.movePointRight(3)
            : number.compareTo(MICROS_FROM) < 0
                ? number
                : number.movePointLeft(number.compareTo(NANOS_FROM) < 0 ? 3 : 6);
    return millis.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  /**
   * Takes a number of 10, 13, 16 or 19 digits, perhaps with a fraction; null if it is of no time
   * since 2000.
   */
  static WrittenTime parse(Cursor cursor) {
    int digits = cursor.digits();
    if (digits < SECONDS_DIGITS || digits > NANOS_DIGITS || (digits - SECONDS_DIGITS) % 3 != 0) {
      return null;
    }
    long millis = cursor.take(SECONDS_DIGITS) * 1000;
    if (digits > SECONDS_DIGITS) {
      millis += cursor.take(3);
      cursor.skip(digits - SECONDS_DIGITS - 3);
    }
    if (cursor.peek() == '.' || cursor.peek() == ',') {
      cursor.skip(1);
      int fraction = cursor.digits();
      if (fraction < 1 || fraction > LONGEST_FRACTION) {
        cursor.skip(-1);
      } else {
        long nanos = cursor.takeFraction(fraction);
        millis += digits == SECONDS_DIGITS ? nanos / 1_000_000 : 0;
      }
    }
    return isLikely(millis) ? new WrittenTime.Moment(millis) : null;
  }

  /** Takes @4000000069c5…, TAI64N as daemontools write it; null if there is no such label. */
  static WrittenTime parseTai(Cursor cursor) {
    String label = cursor.ahead(TAI_LENGTH);
    if (!label.startsWith("@4") || label.length() < TAI_LENGTH) {
      return null;
    }
    try {
      // the label is 2^62 + seconds, that is 4 and 15 digits of them
      long seconds = Long.parseLong(label.substring(2, 17), 16) - TAI_AHEAD_SECONDS;
      long millis = 1000 * seconds + Long.parseLong(label.substring(17), 16) / 1_000_000;
      cursor.skip(TAI_LENGTH);
      return isLikely(millis) ? new WrittenTime.Moment(millis) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * Takes 1.795860005123456e+09, as some loggers write seconds; null if there is no such number.
   */
  static WrittenTime parseScientific(Cursor cursor) {
    int length = 2 + MILLIS_DIGITS;
    boolean isShaped = cursor.digits() == 1 && cursor.peek(1) == '.';
    while (isShaped && Cursor.isDigit(cursor.peek(length)) && length < LONGEST_SCIENTIFIC) {
      length++;
    }
    String number = isShaped ? cursor.ahead(length + EXPONENT.length()) : "";
    if (!number.endsWith(EXPONENT)) {
      return null;
    }
    try {
      long millis = millis(new BigDecimal(number));
      cursor.skip(number.length());
      return isLikely(millis) ? new WrittenTime.Moment(millis) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Whether a number that nothing says to be a time is one. */
  static boolean isLikely(long millis) {
    return millis >= YEAR_2000 && millis <= YEAR_2100;
  }
}
