package org.simbastream.text.time;

import java.math.BigDecimal;
import java.util.List;

/** Reads a field's value that is a time, a date or a number as a whole. */
final class FieldValue {

  // No time is longer, and parsing numbers takes the square of their length.
  private static final int MAX_LENGTH = 96;

  private FieldValue() {}

  /** The time that a text is, blanks around it aside; null if it is none. */
  static Written time(String value) {
    if (value.length() > MAX_LENGTH) {
      return null;
    }
    String text = value.strip();
    Cursor cursor = new Cursor(text, 0, text.length());
    WrittenTime time = TimeParser.parse(cursor, true);
    if (time != null && (cursor.isAtEnd() || isRemark(cursor, text))) {
      return new Written(time, text);
    }
    return number(text);
  }

  /** A zone's long name behind its offset, as JavaScript writes it. */
  private static boolean isRemark(Cursor cursor, String text) {
    return cursor.peek() == ' ' && cursor.peek(1) == '(' && text.endsWith(")");
  }

  /** The dates that a text without a time of day may mean; empty if it is none. */
  static List<WrittenDate> date(String value) {
    if (value.length() > MAX_LENGTH) {
      return List.of();
    }
    String text = value.strip();
    Cursor cursor = new Cursor(text, 0, text.length());
    List<WrittenDate> dates = new DateParser(cursor).parse();
    return cursor.isAtEnd() && !dates.isEmpty() && dates.get(0).hasYear() ? dates : List.of();
  }

  private static Written number(String text) {
    if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
      return null;
    }
    try {
      return number(new BigDecimal(text), text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** A number since the epoch; null if it is of no time. */
  static Written number(BigDecimal number, String text) {
    long millis = Epoch.millis(number);
    return millis < 0 ? null : new Written(new WrittenTime.Moment(millis), text);
  }
}
