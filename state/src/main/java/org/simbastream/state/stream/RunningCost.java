package org.simbastream.state.stream;

import org.simbastream.annotation.Internal;

/**
 * Running mean and variance of a quantity. After a number of values, its memory, each new one
 * replaces a fixed share of the old ones.
 *
 * @param count the number of values added
 * @param mean their weighted mean
 * @param variance their weighted variance, at least 0
 */
@Internal
public record RunningCost(long count, float mean, float variance) {

  /** No value yet. */
  public static final RunningCost NONE = new RunningCost(0, 0, 0);

  /** The number of values that a more general mean counts for. */
  private static final double GENERAL_VALUES = 4;

  /** The same with one more value. */
  public RunningCost plus(double value, int memory) {
    double weight = 1.0 / Math.min(count + 1, memory);
    double difference = value - mean;
    return new RunningCost(
        count + 1,
        (float) (mean + weight * difference),
        (float) ((1 - weight) * (variance + weight * difference * difference)));
  }

  /**
   * By how many standard deviations a value exceeds what is usual here; negative if it is less.
   *
   * @param general what is usual elsewhere, which counts for a few values
   * @param floor a standard deviation that is added to that of the values
   */
  public double deviations(double value, RunningCost general, double floor) {
    double all = count + GENERAL_VALUES;
    double usual = ((double) variance * count + general.variance * GENERAL_VALUES) / all;
    return excess(value, general) / Math.sqrt(usual + floor * floor);
  }

  /** By how much a value exceeds what is usual here; as {@link #deviations}. */
  public double excess(double value, RunningCost general) {
    double all = count + GENERAL_VALUES;
    return value - ((double) mean * count + general.mean * GENERAL_VALUES) / all;
  }
}
