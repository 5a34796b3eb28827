package org.simbastream.scoring.pattern;

import org.simbastream.records.WindowPattern.Change;
import org.simbastream.state.stream.RunningCost;

/**
 * Whether a count is unusual: at least twice what is usual, or half of it at most, and four
 * standard deviations from it. The deviation is the root of the deviance of a Poisson distribution,
 * divided by how much more than one the counts before vary.
 */
final class RateChange {

  /** The number of windows from which it is known what is usual. */
  private static final int LEAST_WINDOWS = 8;

  /** The least number of records that can be many. */
  private static final int LEAST_COUNT = 5;

  private static final double DEVIATIONS = 4;

  private RateChange() {}

  /**
   * The change.
   *
   * @param usual the counts of windows before
   * @param memory over how many windows their mean is taken
   */
  static Change of(RunningCost usual, int memory, long count) {
    long windows = Math.min(usual.count(), memory);
    if (windows < LEAST_WINDOWS) {
      return Change.NONE;
    }
    double mean = Math.max(usual.mean(), 1.0 / (windows + 1));
    boolean up = count >= 2 * mean && count >= LEAST_COUNT;
    boolean down = 2 * count <= mean;
    if (!up && !down) {
      return Change.NONE;
    }
    double spread = Math.max(1, usual.variance() / mean) * (1 + 1.0 / windows);
    double logarithm = count == 0 ? 0 : count * StrictMath.log(count / mean);
    double deviance = 2 * (logarithm - (count - mean)) / spread;
    if (deviance < DEVIATIONS * DEVIATIONS) {
      return Change.NONE;
    }
    return up ? Change.UP : Change.DOWN;
  }
}
