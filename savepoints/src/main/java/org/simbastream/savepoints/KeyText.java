package org.simbastream.savepoints;

import java.time.Instant;

/** Keys and times as people read them. */
public final class KeyText {

  private KeyText() {}

  /** A key on one line, whatever is in it. */
  public static String of(String key) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (Character.isISOControl(c)) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** An event time in milliseconds since the epoch; a dash before the first. */
  public static String time(long time) {
    return time == Long.MIN_VALUE ? "-" : Instant.ofEpochMilli(time).toString();
  }
}
