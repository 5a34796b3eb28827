package org.simbastream.state.stream;

import org.simbastream.annotation.Internal;

/**
 * Running mean and variance of a quantity, in which recent values weigh more: after {@link #MEMORY}
 * values each new value replaces a fixed share of the old ones.
 *
 * @param count the number of values added
 * @param mean their weighted mean
 * @param variance their weighted variance, at least 0
 */
@Internal
public record Baseline(long count, double mean, double variance) {

  /** No value yet. */
  public static final Baseline NONE = new Baseline(0, 0, 0);

  /** The approximate number of values that the baseline covers. */
  private static final int MEMORY = 1000;

  /** The baseline with one more value. */
  public Baseline plus(double value) {
    double weight = 1.0 / Math.min(count + 1, MEMORY);
    double difference = value - mean;
    return new Baseline(
        count + 1,
        mean + weight * difference,
        (1 - weight) * (variance + weight * difference * difference));
  }
}
