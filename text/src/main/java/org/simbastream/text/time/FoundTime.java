package org.simbastream.text.time;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.simbastream.annotation.Internal;

/**
 * A time that was found.
 *
 * @param millis in milliseconds since the epoch
 * @param written as the text writes it
 * @param leftOut what the text leaves out and was inferred
 * @param order the order of a date of three numbers; {@link DateOrder#NEAREST} if the date needs
 *     none
 * @param inDoubt whether another order would be a date too
 */
@Internal
public record FoundTime(
    long millis, String written, Set<Part> leftOut, DateOrder order, boolean inDoubt) {

  /** A part that formats leave out. */
  public enum Part {
    /** The zone. */
    ZONE,
    /** The year. */
    YEAR,
    /** The whole date. */
    DATE
  }

  /** What was recognised and what is assumed, in words. */
  public String description(TimeRules rules) {
    List<String> assumed = new ArrayList<>();
    if (leftOut.contains(Part.DATE)) {
      assumed.add("the nearest date");
    }
    if (leftOut.contains(Part.YEAR)) {
      assumed.add("the nearest year");
    }
    if (order != DateOrder.NEAREST) {
      assumed.add(
          switch (order) {
            case DAY_FIRST -> "the day first";
            case MONTH_FIRST -> "the month first";
            default -> "the year first";
          });
    }
    if (leftOut.contains(Part.ZONE)) {
      assumed.add("zone " + (rules.zone().equals(ZoneOffset.UTC) ? "UTC" : rules.zone()));
    }
    return "'"
        + written
        + "'"
        + (assumed.isEmpty() ? "" : " (assumed: " + String.join(", ", assumed) + ")");
  }
}
