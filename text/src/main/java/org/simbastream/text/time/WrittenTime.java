package org.simbastream.text.time;

import java.time.ZoneId;
import java.util.List;

/** A time as it is written, before anything is inferred. */
sealed interface WrittenTime {

  /**
   * A point in time.
   *
   * @param millis milliseconds since the epoch
   */
  record Moment(long millis) implements WrittenTime {}

  /**
   * Date and time of day.
   *
   * @param dates the dates that the text may mean; empty if it names none
   * @param nanoOfDay the nanoseconds since midnight
   * @param zone null if the text names none
   */
  record Local(List<WrittenDate> dates, long nanoOfDay, ZoneId zone) implements WrittenTime {}

  /**
   * The time since a system started.
   *
   * @param millis milliseconds
   */
  record Uptime(long millis) implements WrittenTime {}
}
