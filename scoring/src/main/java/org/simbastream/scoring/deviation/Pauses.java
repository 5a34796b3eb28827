package org.simbastream.scoring.deviation;

import org.simbastream.annotation.Internal;
import org.simbastream.state.stream.RunningCost;

/** Holds the time between two records of a key against what is usual. */
@Internal
public final class Pauses {

  /** What is usual before a key shows it: a second, give or take a factor of e. */
  private static final RunningCost ANY = new RunningCost(0, 0, 1);

  private static final double FLOOR = 0.5;
  private static final int MEMORY = 200;

  /** The number of pauses from which it is known what is usual. */
  private static final int KNOWN = 8;

  private static final double LEAST_SECONDS = 0.001;

  private Pauses() {}

  /**
   * By how many standard deviations the logarithm of a pause exceeds what is usual; at least 0.
   *
   * @param millis the time since the key's latest record, negative for a record out of order
   */
  public static double deviations(long millis, KeyCosts key) {
    return key.pause().count() < KNOWN
        ? 0
        : Math.max(0, key.pause().deviations(logarithm(millis), ANY, FLOOR));
  }

  /** What is usual with one more pause. */
  public static KeyCosts plus(KeyCosts key, long millis) {
    return key.withPause(key.pause().plus(logarithm(millis), MEMORY));
  }

  private static double logarithm(long millis) {
    return Math.log(Math.max(LEAST_SECONDS, millis / 1000.0));
  }
}
