package org.simbastream.scoring.deviation;

import org.simbastream.annotation.Internal;
import org.simbastream.state.stream.RunningCost;

/**
 * How much faster than usual the records of one pattern follow each other in event time.
 *
 * @param lastTime the event time of the latest of them, in milliseconds since the epoch; 0 for none
 * @param gap the logarithm of the seconds between two of them
 * @param shorter by how many standard deviations the latest gaps were shorter than usual, a running
 *     mean
 */
@Internal
public record Haste(long lastTime, RunningCost gap, double shorter) {

  /** A pattern before its first record. */
  public static final Haste NONE = new Haste(0, RunningCost.NONE, 0);

  /** The number of gaps from which it is known what is usual. */
  private static final int KNOWN = 8;

  /** The number of gaps that the usual one covers. */
  private static final int MEMORY = 200;

  /** The number of gaps that the latest ones are. */
  private static final double LATEST = 4;

  /** How many standard deviations one gap counts at most. */
  private static final double MOST = 3;

  /** How many it counts at most in what is usual: a burst does not become usual at once. */
  private static final double MOST_USUAL = 1;

  /** A standard deviation of the logarithms that means nothing. */
  private static final double FLOOR = 0.5;

  private static final double LEAST_SECONDS = 0.001;

  /**
   * The same after a record at that event time. An unknown one (0 or less) changes nothing, and
   * neither does one before that of the latest record: out of order is not in haste.
   */
  Haste after(long time) {
    if (time <= 0 || time < lastTime) {
      return this;
    }
    if (lastTime == 0) {
      return new Haste(time, gap, shorter);
    }
    double now = Math.log(Math.max(LEAST_SECONDS, (time - lastTime) / 1000.0));
    boolean known = gap.count() >= KNOWN;
    double deviation = Math.sqrt(gap.variance() + FLOOR * FLOOR);
    double deviations = known ? within(MOST, (gap.mean() - now) / deviation) : 0;
    double counted = known ? gap.mean() - within(MOST_USUAL, deviations) * deviation : now;
    return new Haste(time, gap.plus(counted, MEMORY), shorter + (deviations - shorter) / LATEST);
  }

  /** By how many of its own standard deviations the running mean exceeds 0. */
  double deviations() {
    return shorter * Math.sqrt(2 * LATEST - 1);
  }

  private static double within(double most, double value) {
    return Math.max(-most, Math.min(most, value));
  }
}
