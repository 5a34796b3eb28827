package org.simbastream.text.time;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Reads the zone behind a time of day: an offset, an abbreviation, or the name of a region. */
final class ZoneParser {

  private static final int MOST_HOURS = 18;

  private static final Set<String> REGIONS = Set.copyOf(ZoneId.getAvailableZoneIds());

  private static final Map<String, ZoneOffset> ABBREVIATIONS = new HashMap<>();

  static {
    for (String zone :
        ("UTC+0 GMT+0 UT+0 WET+0 WEST+1 BST+1 IST+05:30 CET+1 CEST+2 MEZ+1 MESZ+2 EET+2 EEST+3"
                + " MSK+3 SAST+2 JST+9 KST+9 HKT+8 SGT+8 AWST+8 ACST+09:30 AEST+10 AEDT+11 NZST+12"
                + " NZDT+13 BRT-3 ART-3 EST-5 EDT-4 CST-6 CDT-5 MST-7 MDT-6 PST-8 PDT-7 AKST-9"
                + " AKDT-8 HST-10")
            .split(" ")) {
      int sign = Math.max(zone.indexOf('+'), zone.indexOf('-'));
      ABBREVIATIONS.put(zone.substring(0, sign), ZoneOffset.of(zone.substring(sign)));
    }
  }

  private final Cursor cursor;

  ZoneParser(Cursor cursor) {
    this.cursor = cursor;
  }

  /**
   * Takes a zone, with the blanks before it.
   *
   * @param minutesOnly whether an offset may be a number of minutes, as in IBM's logs
   * @return null if there is none
   */
  ZoneId parse(boolean minutesOnly) {
    int start = cursor.at();
    cursor.takeBlanks();
    char next = cursor.peek();
    ZoneId zone = next == '+' || next == '-' ? offset(minutesOnly ? 3 : 0) : named();
    if (zone == null || !cursor.isBoundary()) {
      cursor.moveTo(start);
      return null;
    }
    skipRegion();
    return zone;
  }

  /**
   * +02:00, +0200, +02.
   *
   * @param digitsToo another number of digits that an offset may have: 1 for hours, 3 for minutes
   */
  private ZoneOffset offset(int digitsToo) {
    int sign = cursor.peek() == '-' ? -1 : 1;
    cursor.skip(1);
    int digits = cursor.digits();
    if (digits == 0 || digits != 2 && digits != 4 && digits != digitsToo) {
      return null;
    }
    long hours = digits == 3 ? 0 : cursor.take(Math.min(digits, 2));
    long minutes = digits > 2 ? cursor.take(cursor.digits()) : 0;
    if (digits <= 2
        && cursor.peek() == ':'
        && Cursor.isDigit(cursor.peek(1))
        && Cursor.isDigit(cursor.peek(2))) {
      cursor.skip(1);
      minutes = cursor.take(2);
    }
    long total = 60 * hours + minutes;
    boolean isOffset = total <= 60 * MOST_HOURS && (digits == 3 || minutes < 60);
    return isOffset ? ZoneOffset.ofTotalSeconds((int) (60 * sign * total)) : null;
  }

  private ZoneId named() {
    int length = cursor.letters();
    String name = cursor.ahead(length);
    if (name.equals("Z") || name.equals("z")) {
      cursor.skip(1);
      return ZoneOffset.UTC;
    }
    ZoneOffset known = ABBREVIATIONS.get(name);
    if (known == null) {
      return region();
    }
    cursor.skip(length);
    char next = cursor.peek();
    if (known.equals(ZoneOffset.UTC) && (next == '+' || next == '-')) {
      return offset(1); // GMT+0100, UTC+2
    }
    return known;
  }

  private ZoneId region() {
    int length = 0;
    for (char c = cursor.peek(); isOfRegion(c); c = cursor.peek(length)) {
      length++;
    }
    String name = cursor.ahead(length);
    if (name.indexOf('/') < 0 || !REGIONS.contains(name)) {
      return null;
    }
    cursor.skip(length);
    return ZoneId.of(name);
  }

  private static boolean isOfRegion(char c) {
    return Character.isLetterOrDigit(c) || c == '/' || c == '_' || c == '-' || c == '+';
  }

  /** The region in 10:00:05+01:00[Europe/Berlin]: the offset alone is exact. */
  private void skipRegion() {
    int start = cursor.at();
    if (!cursor.take('[') || region() == null || !cursor.take(']')) {
      cursor.moveTo(start);
    }
  }
}
