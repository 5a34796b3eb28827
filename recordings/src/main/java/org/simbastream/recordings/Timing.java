package org.simbastream.recordings;

import java.time.Duration;
import java.util.Random;

/**
 * How long a recording is.
 *
 * @param length from the start of the first process to the end, at least
 * @param quietShare the share of it, at least, in which nothing happens but the load; below 1
 */
public record Timing(Duration length, double quietShare) {

  private static final double EARLIEST = 0.25;
  private static final double LATEST = 0.4;
  private static final Duration QUIET_AT_THE_END = Duration.ofSeconds(15);

  /** A recording of {@code minutes} minutes, half of it quiet. */
  public static Timing ofMinutes(double minutes) {
    return new Timing(Duration.ofMillis(Math.round(minutes * 60_000)), 0.5);
  }

  /** How long it is quiet before the fault. */
  Duration before(Random random) {
    return times(length, EARLIEST + (LATEST - EARLIEST) * random.nextDouble());
  }

  /**
   * How long it is quiet after the fault.
   *
   * @param busy what was not quiet so far: the start, the fault, the recovery
   * @param quiet what was quiet so far
   */
  Duration after(Duration busy, Duration quiet) {
    Duration forTheShare = times(busy, quietShare / (1 - quietShare)).minus(quiet);
    Duration forTheLength = length.minus(busy).minus(quiet);
    return longest(
        quietShare == 0 ? Duration.ZERO : QUIET_AT_THE_END, longest(forTheShare, forTheLength));
  }

  private static Duration times(Duration duration, double factor) {
    return Duration.ofMillis(Math.round(duration.toMillis() * factor));
  }

  private static Duration longest(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
