package org.simbastream.operators.load;

/**
 * Decides the share kept at the last layer from how busy the task was: a step down after every
 * interval that it was busy throughout, a step up after some calm ones in a row.
 *
 * <p>Steps are equal because a schedule's work is linear in the share, so that each is worth as
 * many multiply-adds. A step up from the floor, where it weighs most, adds at most an eighth to the
 * work, which falls by at most a half in eight steps; the thresholds lie further apart, and a
 * steady load does not make the share swing.
 *
 * <p>It uses no clock and is not thread-safe.
 */
final class KeepController {

  /** Steps from the configured share to the floor. */
  static final int STEPS = 8;

  /** Calm intervals in a row before a step up. */
  static final int CALM_INTERVALS = 3;

  /** The busy share of an interval from which the task counts as falling behind. */
  private static final double BEHIND = 0.95;

  /** The busy share of an interval up to which the task has room for a step up. */
  private static final double CALM = 0.8;

  private final double configured;
  private final double floor;
  private int steps; // below the configured share
  private int calm; // calm intervals in a row

  /**
   * A controller at the configured share.
   *
   * @throws IllegalArgumentException if the floor lies above it
   */
  KeepController(double configured, double floor) {
    if (floor > configured) {
      throw new IllegalArgumentException(
          "simba.keep.adaptive.floor is "
              + floor
              + ": give less than simba.keep.last, "
              + configured);
    }
    this.configured = configured;
    this.floor = floor;
  }

  /**
   * Adds an interval.
   *
   * @param busy the share of the interval in which the task was busy, 0 … 1
   */
  void observe(double busy) {
    calm = busy <= CALM ? calm + 1 : 0;
    if (busy >= BEHIND) {
      steps = Math.min(STEPS, steps + 1);
    } else if (calm == CALM_INTERVALS) {
      steps = Math.max(0, steps - 1);
      calm = 0;
    }
  }

  /** The share in force, from the floor to the configured one, both hit exactly. */
  double last() {
    if (steps == STEPS) {
      return floor;
    }
    return configured - steps * ((configured - floor) / STEPS);
  }
}
