package org.simbastream.state;

/**
 * Running mean and variance of a quantity, the recent past weighing more: after {@link #MEMORY}
 * values each new one replaces a fixed share of the old.
 *
 * @param count how many values were taken in
 * @param mean their weighted mean
 * @param variance their weighted variance, at least 0
 */
public record Baseline(long count, double mean, double variance) {

  /** No value yet. */
  public static final Baseline NONE = new Baseline(0, 0, 0);

  /** How many values the baseline looks back, about. */
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
