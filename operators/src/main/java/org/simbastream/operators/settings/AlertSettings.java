package org.simbastream.operators.settings;

import java.io.Serializable;
import java.time.Duration;
import org.simbastream.annotation.PublicApi;

/**
 * What is worth an alert, and how often it is told.
 *
 * @param enabled whether there are alerts
 * @param threshold the score from which a record opens an alert
 * @param quietTime the event time without such a record after which an alert closes
 * @param updateInterval the event time between two tellings of an alert that goes on
 * @param maxPerHour the greatest number of alerts that open on one stream in an hour of event time
 * @param lines the greatest number of records that an alert shows
 */
@PublicApi
public record AlertSettings(
    boolean enabled,
    double threshold,
    Duration quietTime,
    Duration updateInterval,
    int maxPerHour,
    int lines)
    implements Serializable {

  /** No alerts; switched on, from a score of 4, closed after ten quiet minutes. */
  public static final AlertSettings OFF =
      new AlertSettings(false, 4, Duration.ofMinutes(10), Duration.ofMinutes(5), 10, 3);

  /** Checks ranges. */
  public AlertSettings {
    if (!(threshold > 0)
        || quietTime.isNegative()
        || updateInterval.isNegative()
        || maxPerHour < 1
        || lines < 1) {
      throw new IllegalArgumentException(
          ("alerts need a threshold above 0, times of 0 or more, at least one an hour and one line:"
                  + " threshold %s, quiet time %s, update interval %s, %s an hour, %s lines")
              .formatted(threshold, quietTime, updateInterval, maxPerHour, lines));
    }
  }

  /**
   * The score from which a record joins an open alert of its kind: half the threshold. The first
   * record of a burst surprises most; those after it belong to it all the same.
   */
  public double joins() {
    return threshold / 2;
  }

  /** The same alerts, switched on. */
  public AlertSettings switchedOn() {
    return new AlertSettings(true, threshold, quietTime, updateInterval, maxPerHour, lines);
  }
}
