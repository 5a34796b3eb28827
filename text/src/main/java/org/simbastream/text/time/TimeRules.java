package org.simbastream.text.time;

import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.simbastream.annotation.Internal;

/**
 * What is assumed of times that leave something out.
 *
 * @param zone the zone of times without one
 * @param order how ambiguous dates are read
 * @param maxAhead how far ahead of the reference a time may be whose year, date or order of date is
 *     inferred from it
 */
@Internal
public record TimeRules(ZoneId zone, DateOrder order, Duration maxAhead) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Times without a zone are UTC; ambiguous dates are read as the nearest. */
  public static final TimeRules DEFAULT =
      new TimeRules(ZoneOffset.UTC, DateOrder.NEAREST, Duration.ofDays(1));

  /** The same with another order of ambiguous dates. */
  public TimeRules with(DateOrder other) {
    return new TimeRules(zone, other, maxAhead);
  }
}
