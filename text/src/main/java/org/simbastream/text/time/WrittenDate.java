package org.simbastream.text.time;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * A date as a text writes it.
 *
 * @param year 0 if the text leaves it out
 * @param month from 1 to 12
 * @param day a day that the month may have
 * @param order the order in which the numbers were read; {@link DateOrder#NEAREST} if there is only
 *     one
 */
record WrittenDate(int year, int month, int day, DateOrder order) {

  private static final int LEAP_YEAR = 2000;
  private static final int CENTURY = 100;
  private static final int TURN = 70; // two digits below it are of this century

  /** The date, if there is such a day. */
  static List<WrittenDate> of(int year, int month, int day) {
    return isValid(year, month, day)
        ? List.of(new WrittenDate(year, month, day, DateOrder.NEAREST))
        : List.of();
  }

  /** All readings of three numbers of which the last one is the year. */
  static List<WrittenDate> withLastYear(int first, int second, int year) {
    List<WrittenDate> readings = new ArrayList<>();
    add(readings, year, first, second, DateOrder.MONTH_FIRST);
    add(readings, year, second, first, DateOrder.DAY_FIRST);
    return readings;
  }

  /** All readings of three numbers of two digits. */
  static List<WrittenDate> ofTwoDigits(int first, int second, int third) {
    List<WrittenDate> readings = withLastYear(first, second, fullYear(third));
    add(readings, fullYear(first), second, third, DateOrder.YEAR_FIRST);
    return readings;
  }

  /** All readings of two numbers without a year. */
  static List<WrittenDate> withoutYear(int first, int second) {
    return withLastYear(first, second, 0);
  }

  private static void add(
      List<WrittenDate> readings, int year, int month, int day, DateOrder order) {
    boolean same = readings.stream().anyMatch(r -> r.month == month && r.day == day);
    if (isValid(year, month, day) && (order == DateOrder.YEAR_FIRST || !same)) {
      readings.add(new WrittenDate(year, month, day, order));
    }
  }

  static int fullYear(int twoDigits) {
    return twoDigits < TURN ? LEAP_YEAR + twoDigits : LEAP_YEAR - CENTURY + twoDigits;
  }

  private static boolean isValid(int year, int month, int day) {
    return month >= 1
        && month <= 12
        && day >= 1
        && day <= YearMonth.of(year == 0 ? LEAP_YEAR : year, month).lengthOfMonth();
  }

  boolean hasYear() {
    return year != 0;
  }

  /** The day in that year; null if the year has no such day. */
  LocalDate in(int otherYear) {
    return isValid(otherYear, month, day) ? LocalDate.of(otherYear, month, day) : null;
  }
}
