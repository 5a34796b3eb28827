package org.simbastream.text.time;

import java.time.ZoneId;
import java.util.List;

/**
 * Reads the time that stands at a place: a date and a time of day in any of their usual shapes, or
 * seconds since the epoch. Each part is read once, from left to right.
 */
final class TimeParser {

  private static final String BETWEEN = " \t\u00A0\u202F_-:,@|;[]()\"";
  private static final int MOST_BETWEEN = 3;
  private static final List<String> WORDS_BETWEEN = List.of("at", "um", "om", "à");

  /** The letters that glog, klog and Chrome's logs begin with. */
  private static final String LEVELS = "IWEFDVN";

  private static final int EPOCH_SECONDS = 10;

  private final Cursor cursor;

  private TimeParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /**
   * Takes the time at the cursor.
   *
   * @param bare whether a time of day without a date, and a number since the epoch, are times too
   * @return null if there is none; the cursor is then where it was
   */
  static WrittenTime parse(Cursor cursor, boolean bare) {
    int start = cursor.at();
    WrittenTime time = new TimeParser(cursor).read(bare);
    if (time != null && endsWell(cursor)) {
      return time;
    }
    cursor.moveTo(start);
    return null;
  }

  /** Whether no word or number goes on, nor a name of a file. */
  private static boolean endsWell(Cursor cursor) {
    char next = cursor.peek();
    return cursor.isBoundary()
        && !((next == '.' || next == '/') && Character.isLetterOrDigit(cursor.peek(1)));
  }

  private WrittenTime read(boolean bare) {
    int start = cursor.at();
    int digits = cursor.digits();
    if (bare && digits >= EPOCH_SECONDS && (digits - EPOCH_SECONDS) % 3 == 0) {
      return Epoch.parse(cursor);
    }
    if (bare && digits <= 1) {
      WrittenTime other =
          cursor.peek() == '@' ? Epoch.parseTai(cursor) : Epoch.parseScientific(cursor);
      if (other != null) {
        return other;
      }
    }
    boolean named = digits == 0 && CalendarNames.takeDay(cursor);
    List<WrittenDate> dates = digits == 0 && !named ? leveled() : List.of();
    boolean compact = !dates.isEmpty() || digits == 6 || digits >= 8;
    if (dates.isEmpty()) {
      dates = new DateParser(cursor).parse();
    }
    if (dates.isEmpty() && named) {
      cursor.moveTo(start); // mar. is a Tuesday in France, and March
      named = false;
      dates = new DateParser(cursor).parse();
    }
    if (dates.isEmpty()) {
      cursor.moveTo(start);
      return bare ? timeOfDay() : null;
    }
    compact |= cursor.peek() == '/';
    if (digits < 14 && !takeBetween()) {
      return null;
    }
    return withClock(dates, compact, named);
  }

  private WrittenTime withClock(List<WrittenDate> dates, boolean compact, boolean weekday) {
    ClockParser clock = new ClockParser(cursor);
    boolean packed = compact && cursor.digits() > 2;
    long nanos = packed ? clock.parseCompact() : clock.parse();
    boolean hasYear = dates.get(0).hasYear();
    if (nanos < 0 || !clock.hasSeconds() && !hasYear) {
      return null;
    }
    ZoneParser zones = new ZoneParser(cursor);
    ZoneId zone = zones.parse(clock.isDotted());
    if (!hasYear) {
      int year = takeYearBehind(weekday || zone != null);
      if (year > 0) {
        dates = WrittenDate.of(year, dates.get(0).month(), dates.get(0).day());
        zone = zone == null ? zones.parse(false) : zone;
      }
    }
    return dates.isEmpty() ? null : new WrittenTime.Local(dates, nanos, zone);
  }

  private WrittenTime timeOfDay() {
    ClockParser clock = new ClockParser(cursor);
    long nanos = clock.parse();
    return nanos < 0 || !clock.hasSeconds() || clock.isDotted()
        ? null
        : new WrittenTime.Local(List.of(), nanos, new ZoneParser(cursor).parse(false));
  }

  /** The date of I1128 10:00:05 and I20261128 10:00:05, with the letter of a level before it. */
  private List<WrittenDate> leveled() {
    if (LEVELS.indexOf(cursor.peek()) < 0) {
      return List.of();
    }
    int start = cursor.at();
    cursor.skip(1);
    int digits = cursor.digits();
    if (digits == 8) {
      return new DateParser(cursor).parse();
    }
    if (digits == 4 && cursor.peek(4) == ' ') {
      return WrittenDate.of(0, (int) cursor.take(2), (int) cursor.take(2));
    }
    cursor.moveTo(start);
    return List.of();
  }

  /** Takes what stands between a date and a time of day. */
  private boolean takeBetween() {
    char next = cursor.peek();
    if ((next == 'T' || next == 't' || next == '日' || next == '/')
        && Cursor.isDigit(cursor.peek(1))) {
      cursor.skip(1);
      return true;
    }
    int start = cursor.at();
    takeSigns();
    int letters = cursor.letters();
    if (letters > 0 && WORDS_BETWEEN.contains(cursor.ahead(letters))) {
      cursor.skip(letters);
      takeSigns();
    } else if (letters > 0 && CalendarNames.takeDay(cursor)) {
      takeSigns(); // 2026/11/28 (Sat) 10:00:05
    }
    return cursor.at() > start || cursor.peek(-1) == '日';
  }

  private void takeSigns() {
    for (int i = 0; i < MOST_BETWEEN && BETWEEN.indexOf(cursor.peek()) >= 0; i++) {
      cursor.skip(1);
    }
  }

  /**
   * Takes the year of Sat Nov 28 10:00:05 2026; returns 0 if there is none.
   *
   * @param expected whether the format writes it here; else it must be the last of the time
   */
  private int takeYearBehind(boolean expected) {
    int start = cursor.at();
    if (cursor.takeBlanks() > 0 && cursor.digits() == 4 && cursor.peek() <= '2') {
      int year = (int) cursor.take(4);
      boolean isLast = cursor.isAtEnd() || "])>:,".indexOf(cursor.peek()) >= 0;
      boolean zoneFollows = cursor.peek() == ' ' && cursor.ahead(4).equals(" GMT");
      if (year >= 1970 && cursor.isBoundary() && (expected || isLast || zoneFollows)) {
        return year;
      }
    }
    cursor.moveTo(start);
    return 0;
  }
}
