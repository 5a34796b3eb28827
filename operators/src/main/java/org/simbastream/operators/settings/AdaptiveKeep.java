package org.simbastream.operators.settings;

import java.io.Serializable;
import java.time.Duration;
import org.simbastream.annotation.PublicApi;

/**
 * Whether, and how, the share kept at the last layer follows the load.
 *
 * @param enabled whether it does; if not, the other two have no effect
 * @param floor the least share to which load may lower it, in (0, 1]
 * @param interval processing time between two observations of the load, hence between two steps
 */
@PublicApi
public record AdaptiveKeep(boolean enabled, double floor, Duration interval)
    implements Serializable {

  /** The share stays as configured. */
  public static final AdaptiveKeep OFF = new AdaptiveKeep(false, 1, Duration.ofSeconds(1));

  /** Checks ranges. */
  public AdaptiveKeep {
    if (!(floor > 0 && floor <= 1)) {
      throw new IllegalArgumentException(
          "simba.keep.adaptive.floor is " + floor + ", expected more than 0, at most 1");
    }
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "simba.keep.adaptive.interval is " + interval + ", expected at least 1 ms");
    }
  }
}
