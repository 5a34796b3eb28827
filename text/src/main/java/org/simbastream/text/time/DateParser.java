package org.simbastream.text.time;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.List;

/** Reads the date that stands at a place; the shape of its numbers tells its format. */
final class DateParser {

  private static final int FIRST_YEAR = 1900;

  private final Cursor cursor;

  DateParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /** The dates that the text at the cursor may mean; empty if it begins with none. */
  List<WrittenDate> parse() {
    int digits = cursor.digits();
    return switch (digits) {
      case 0 -> monthName();
      case 1, 2 -> shortNumber(digits);
      case 4 -> fourDigits();
      case 6 -> WrittenDate.of(WrittenDate.fullYear(number(2)), number(2), number(2));
      case 8, 14, 17 -> withYear(number(4), number(2), number(2));
      default -> List.of();
    };
  }

  private int number(int digits) {
    return (int) cursor.take(digits);
  }

  private static List<WrittenDate> withYear(int year, int month, int day) {
    return year < FIRST_YEAR ? List.of() : WrittenDate.of(year, month, day);
  }

  /** Nov 28, Nov 28 2026, November 28th, 2026, Nov-28-2026. */
  private List<WrittenDate> monthName() {
    int month = CalendarNames.takeMonth(cursor);
    if (month == 0 || !takeAnyOf(" -/")) {
      return List.of();
    }
    cursor.takeBlanks();
    int digits = cursor.digits();
    if (digits < 1 || digits > 2) {
      return List.of();
    }
    int day = number(digits);
    takeOrdinalEnding();
    int behindDay = cursor.at();
    cursor.take(',');
    int year = takeAnyOf(" -/,") ? takeYear() : 0;
    if (year == 0) {
      cursor.moveTo(behindDay);
    }
    return WrittenDate.of(year, month, day);
  }

  private void takeOrdinalEnding() {
    if (cursor.letters() == 2 && List.of("st", "nd", "rd", "th").contains(cursor.ahead(2))) {
      cursor.skip(2);
    }
  }

  /** A year of four digits; 0 if there is none. */
  private int takeYear() {
    if (cursor.digits() != 4) {
      return 0;
    }
    int year = number(4);
    return year < FIRST_YEAR ? 0 : year;
  }

  /** 28/11/2026, 28 Nov 2026, 28Nov2026, 26/11/28, 11-28. */
  private List<WrittenDate> shortNumber(int digits) {
    int first = number(digits);
    char separator = cursor.peek();
    if (Character.isLetter(separator)) {
      return namedMonth(first);
    }
    if (!takeAnyOf("-/. ")) {
      return List.of();
    }
    if (separator == '.') {
      cursor.takeBlanks(); // 28. November 2026
    }
    if (cursor.letters() > 0) {
      return namedMonth(first);
    }
    int more = cursor.digits();
    if (separator == ' ' || more < 1 || more > 2) {
      return List.of();
    }
    int second = number(more);
    return cursor.take(separator)
        ? third(first, second, separator)
        : WrittenDate.withoutYear(first, second);
  }

  private List<WrittenDate> third(int first, int second, char separator) {
    int digits = cursor.digits();
    if (digits == 4) {
      int year = number(4);
      if (year < FIRST_YEAR) {
        return List.of();
      }
      return separator == '.'
          ? WrittenDate.of(year, second, first) // only dates with the day first have points
          : WrittenDate.withLastYear(first, second, year);
    }
    if (digits == 2) {
      return WrittenDate.ofTwoDigits(first, second, number(2));
    }
    return separator == '.' && Cursor.isBlank(cursor.peek())
        ? WrittenDate.of(0, second, first) // 28.11. 10:00:05
        : List.of();
  }

  private List<WrittenDate> namedMonth(int day) {
    int month = CalendarNames.takeMonth(cursor);
    if (month == 0) {
      return List.of();
    }
    int behindMonth = cursor.at();
    cursor.take(',');
    takeAnyOf("-/ ");
    int digits = cursor.digits();
    int year = takeYear();
    if (year == 0 && digits == 2 && cursor.peek(2) != ':') {
      year = WrittenDate.fullYear(number(2)); // 28-Nov-26
    }
    if (year == 0) {
      cursor.moveTo(behindMonth); // 28 Nov 10:00:05
    }
    return WrittenDate.of(year, month, day);
  }

  /** 2026-11-28, 2026-332, 2026-W48-6, 2026 Nov 28, 2026年11月28日, and 1128/ as Chrome writes it. */
  private List<WrittenDate> fourDigits() {
    int first = number(2);
    int second = number(2);
    int year = 100 * first + second;
    char separator = cursor.peek();
    cursor.skip(1);
    int digits = cursor.digits();
    if (separator == '/' && digits == 6) {
      cursor.moveTo(cursor.at() - 1);
      return WrittenDate.of(0, first, second);
    }
    if (year < FIRST_YEAR || "-/._ 年".indexOf(separator) < 0) {
      return List.of();
    }
    if (separator == '-' && digits == 3) {
      return dayOfYear(year, number(3));
    }
    if (separator == '-' && cursor.peek() == 'W') {
      return dayOfWeek(year);
    }
    int month = digits == 1 || digits == 2 ? number(digits) : CalendarNames.takeMonth(cursor);
    if (separator == ' ' && digits > 0) {
      return List.of();
    }
    if (!cursor.take(separator == '年' ? '月' : separator)) {
      return List.of();
    }
    cursor.takeBlanks();
    int more = cursor.digits();
    if (more < 1 || more > 2) {
      return List.of();
    }
    int day = number(more);
    cursor.take('日');
    return WrittenDate.of(year, month, day);
  }

  private static List<WrittenDate> dayOfYear(int year, int day) {
    try {
      return of(LocalDate.ofYearDay(year, day));
    } catch (DateTimeException e) {
      return List.of();
    }
  }

  private List<WrittenDate> dayOfWeek(int year) {
    cursor.skip(1);
    if (cursor.digits() != 2 || cursor.peek(2) != '-' || !Cursor.isDigit(cursor.peek(3))) {
      return List.of();
    }
    int week = number(2);
    cursor.skip(1);
    int day = number(1);
    try {
      return of(
          LocalDate.of(year, 1, 4) // is in the first week
              .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week)
              .with(WeekFields.ISO.dayOfWeek(), day));
    } catch (DateTimeException e) {
      return List.of();
    }
  }

  private static List<WrittenDate> of(LocalDate date) {
    return WrittenDate.of(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
  }

  private boolean takeAnyOf(String separators) {
    boolean taken = !cursor.isAtEnd() && separators.indexOf(cursor.peek()) >= 0;
    cursor.skip(taken ? 1 : 0);
    return taken;
  }
}
