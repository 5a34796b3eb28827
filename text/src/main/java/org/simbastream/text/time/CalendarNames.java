package org.simbastream.text.time;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of months and days, short and long, in English and some other languages. */
final class CalendarNames {

  private static final List<Locale> LANGUAGES =
      List.of(
          Locale.ENGLISH,
          Locale.GERMAN,
          Locale.FRENCH,
          Locale.ITALIAN,
          Locale.forLanguageTag("es"),
          Locale.forLanguageTag("pt"),
          Locale.forLanguageTag("nl"));

  private static final int SHORTEST = 2;
  private static final int LONGEST = 12;

  private static final Map<String, Integer> MONTHS = new HashMap<>();
  private static final Set<String> DAYS = new HashSet<>();

  static {
    for (Locale language : LANGUAGES) {
      for (TextStyle style : List.of(TextStyle.SHORT, TextStyle.FULL)) {
        for (Month month : Month.values()) {
          MONTHS.putIfAbsent(plain(month.getDisplayName(style, language)), month.getValue());
        }
        for (DayOfWeek day : DayOfWeek.values()) {
          DAYS.add(plain(day.getDisplayName(style, language)));
        }
      }
    }
    MONTHS.putIfAbsent("sept", Month.SEPTEMBER.getValue());
  }

  private CalendarNames() {}

  /** How many letters stand here, if they may be a name in a date; else 0. */
  private static int nameLength(Cursor cursor) {
    int letters = cursor.letters();
    char next = cursor.peek(letters);
    boolean goesOn = Cursor.isBlank(next) || ".,-/)".indexOf(next) >= 0 || Cursor.isDigit(next);
    return letters >= SHORTEST && letters <= LONGEST && goesOn ? letters : 0;
  }

  private static String plain(String name) {
    return name.replace(".", "").toLowerCase(Locale.ROOT);
  }

  /** Takes the name of a month and a point behind it; returns its number, 0 if there is none. */
  static int takeMonth(Cursor cursor) {
    int letters = nameLength(cursor);
    Integer month = letters > 0 ? MONTHS.get(plain(cursor.ahead(letters))) : null;
    if (month == null) {
      return 0;
    }
    cursor.skip(letters);
    cursor.take('.');
    return month;
  }

  /**
   * Takes the name of a day, with a point, comma or bracket and blanks behind it, if there is one.
   */
  static boolean takeDay(Cursor cursor) {
    int letters = nameLength(cursor);
    if (letters == 0 || !DAYS.contains(plain(cursor.ahead(letters)))) {
      return false;
    }
    int start = cursor.at();
    cursor.skip(letters);
    cursor.take('.');
    cursor.take(',');
    cursor.take(')');
    if (cursor.takeBlanks() == 0) {
      cursor.moveTo(start);
      return false;
    }
    return true;
  }
}
