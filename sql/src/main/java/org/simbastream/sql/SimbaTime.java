package org.simbastream.sql;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import org.apache.flink.table.annotation.DataTypeHint;
import org.apache.flink.table.functions.ScalarFunction;
import org.simbastream.annotation.PublicApi;
import org.simbastream.text.time.EventTimes;
import org.simbastream.text.time.TimeRules;

/**
 * Reads the event time of a line, in the formats and places in which the job finds it. The time is
 * null if the line has none, or one more than a day ahead of the reference.
 */
@PublicApi
public final class SimbaTime extends ScalarFunction {

  private static final long serialVersionUID = 1L;

  private transient EventTimes times; // of the zone of the call before
  private transient String zone;

  /**
   * The time of a line whose times are UTC unless they name a zone.
   *
   * @param line the line, or the value of a field that holds the time
   * @param reference a time near it, from which a year or a date is inferred: Kafka's timestamp
   */
  public @DataTypeHint("TIMESTAMP_LTZ(3)") Instant eval(
      String line, @DataTypeHint("TIMESTAMP_LTZ(3)") Instant reference) {
    return eval(line, reference, "UTC");
  }

  /**
   * The time of a line.
   *
   * @param line the line, or the value of a field that holds the time
   * @param reference a time near it, from which a year or a date is inferred: Kafka's timestamp
   * @param zoneOfTimes the zone of times that name none
   */
  public @DataTypeHint("TIMESTAMP_LTZ(3)") Instant eval(
      String line, @DataTypeHint("TIMESTAMP_LTZ(3)") Instant reference, String zoneOfTimes) {
    if (line == null) {
      return null;
    }
    long near = reference == null ? 0 : reference.toEpochMilli();
    EventTimes reader = times(zoneOfTimes);
    return reader
        .ofLine(line, near)
        .or(() -> reader.ofText(line, near))
        .filter(found -> near <= 0 || found.millis() - near <= maxAheadMillis(reader))
        .map(found -> Instant.ofEpochMilli(found.millis()))
        .orElse(null);
  }

  private static long maxAheadMillis(EventTimes reader) {
    return reader.rules().maxAhead().toMillis();
  }

  private EventTimes times(String zoneOfTimes) {
    if (times == null || !Objects.equals(zone, zoneOfTimes)) {
      TimeRules rules = TimeRules.DEFAULT;
      times = new EventTimes(new TimeRules(zone(zoneOfTimes), rules.order(), rules.maxAhead()));
      zone = zoneOfTimes;
    }
    return times;
  }

  private static ZoneId zone(String name) {
    try {
      return name == null ? ZoneOffset.UTC : ZoneId.of(name).normalized();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "The zone of simba_time is '"
              + name
              + "': give UTC, an offset such as +02:00, or a region such as Europe/Berlin.",
          e);
    }
  }
}
