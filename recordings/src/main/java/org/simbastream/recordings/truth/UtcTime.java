package org.simbastream.recordings.truth;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How the ground truth writes moments: to the millisecond, as the logs do. */
public final class UtcTime {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private UtcTime() {}

  /** A moment as text, such as {@code 2026-11-24T00:10:56.171Z}. */
  public static String of(Instant moment) {
    return FORMAT.format(moment);
  }
}
