package org.simbastream.dashboard.live;

import java.util.Arrays;

/**
 * Events a second over the last half minute: results come with checkpoints, many at once, so a
 * shorter time would show the rhythm of checkpoints. Its memory is bounded.
 */
final class RateMeter {

  static final int SECONDS = 30;

  private final int[] counts = new int[SECONDS]; // (SECONDS), by second modulo SECONDS
  private long first = Long.MIN_VALUE; // the second of the first event
  private long newest = Long.MIN_VALUE;

  /** Counts events. Times before the newest count as the newest. */
  void add(long millis, int events) {
    long second = Math.max(Math.floorDiv(millis, 1000L), newest);
    if (first == Long.MIN_VALUE) {
      first = second;
    }
    advance(second);
    counts[slot(second)] += events;
  }

  /** The mean rate at a time; over the time since the first event if that is shorter. */
  double perSecond(long millis) {
    if (first == Long.MIN_VALUE) {
      return 0;
    }
    long second = Math.max(Math.floorDiv(millis, 1000L), newest);
    advance(second);
    long sum = 0;
    for (int count : counts) {
      sum += count;
    }
    return (double) sum / Math.min(SECONDS, second - first + 1);
  }

  private void advance(long second) {
    if (newest == Long.MIN_VALUE || second - newest >= SECONDS) {
      Arrays.fill(counts, 0);
    } else {
      for (long passed = newest + 1; passed <= second; passed++) {
        counts[slot(passed)] = 0;
      }
    }
    newest = second;
  }

  private static int slot(long second) {
    return (int) Math.floorMod(second, (long) SECONDS);
  }
}
