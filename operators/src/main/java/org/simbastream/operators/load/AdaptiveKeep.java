package org.simbastream.operators.load;

import java.io.Serializable;
import java.time.Duration;

/**
 * Whether, and how, the share kept at the last layer follows the load.
 *
 * @param enabled whether it does; the other two say nothing if not
 * @param floor the least share that load may lower it to, in (0, 1]
 * @param interval processing time between two looks at the load, hence between two steps
 */
public record AdaptiveKeep(boolean enabled, double floor, Duration interval)
    implements Serializable {

  /** The share stays as configured. */
  public static final AdaptiveKeep OFF = new AdaptiveKeep(false, 1, Duration.ofSeconds(1));

  /** Checks ranges. */
  public AdaptiveKeep {
    if (!(floor > 0 && floor <= 1)) {
      throw new IllegalArgumentException(
          "the floor of the share kept is " + floor + ", expected more than 0, at most 1");
    }
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "the interval is " + interval + ", expected at least 1 ms");
    }
  }
}
