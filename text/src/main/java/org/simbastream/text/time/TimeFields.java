package org.simbastream.text.time;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Gathers the time from the named fields of one line: the first that is one, those that surely are
 * the event's before others, or a date and a time of day in fields of their own.
 */
final class TimeFields {

  /** Names of fields that hold the event's time, in lower case and without signs and digits. */
  private static final Set<String> SURE =
      Set.of(
          ("timestamp ts time t eventtime eventtimestamp datetime asctime devtime rt systemtime"
                  + " logtime logtimestamp timemillis timenanos epoch epochmillis instant loggedat"
                  + " realtimetimestamp receivetimestamp requestreceivedtimestamp timeiso timelocal"
                  + " timegenerated generatedtime timecreated unixtime calendartime deviceeventtime"
                  + " devicereceipttime eventdate edgestarttimestamp eventreceivedtime")
              .split(" "));

  /** Names of fields that hold it where there is no other. */
  private static final Set<String> LIKELY =
      Set.of(
          "date created createdat starttime startutc published msec stagetimestamp at".split(" "));

  private static final int LONGEST_NAME = 32;

  private Written likely;
  private List<WrittenDate> date;
  private WrittenTime.Local clock;
  private String dateText;
  private String clockText;

  /** Whether a field of that name may hold the time. */
  static boolean isKnown(String name) {
    String plain = plain(name);
    return SURE.contains(plain) || LIKELY.contains(plain);
  }

  private static String plain(String name) {
    if (name.length() > LONGEST_NAME) {
      return "";
    }
    StringBuilder letters = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
        letters.append(c);
      }
    }
    return letters.toString().toLowerCase(Locale.ROOT);
  }

  /**
   * Takes the value of a known field.
   *
   * @return the line's time, if this surely is it; else null
   */
  Written take(String name, Written value) {
    if (value.time() instanceof WrittenTime.Local local && local.dates().isEmpty()) {
      if (clock == null) {
        clock = local;
        clockText = value.text();
      }
      return null;
    }
    if (SURE.contains(plain(name))) {
      return value;
    }
    likely = likely == null ? value : likely;
    return null;
  }

  /** Takes a value that is a date without a time of day. */
  void take(List<WrittenDate> onlyDate, String text) {
    if (date == null) {
      date = onlyDate;
      dateText = text;
    }
  }

  /** The time, after all fields; null if there is none. */
  Written found() {
    if (date != null && clock != null) {
      return new Written(
          new WrittenTime.Local(date, clock.nanoOfDay(), clock.zone()), dateText + " " + clockText);
    }
    return likely;
  }
}
