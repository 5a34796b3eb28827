package org.simbastream.state.stream;

import org.simbastream.annotation.Internal;

/**
 * The rarity of a key's recent events: a running mean over about {@link #MEMORY} events.
 *
 * @param weight the sum of the weights, that of {@link #NONE} included
 * @param mean the weighted mean of the rarities, in nats
 */
@Internal
public record RunningMean(double weight, double mean) {

  /** No event yet: counts as a few events of rarity 0, so that the first real ones weigh little. */
  public static final RunningMean NONE = new RunningMean(8, 0);

  /** The approximate number of events that the mean covers. */
  private static final int MEMORY = 32;

  /** The mean with one more value of that weight, above 0. */
  public RunningMean plus(double value, double valueWeight) {
    double all = weight + valueWeight;
    double share = valueWeight / Math.min(all, MEMORY);
    return new RunningMean(all, mean + share * (value - mean));
  }
}
