package org.simbastream.benchmarks.machine;

import java.util.Arrays;
import org.simbastream.model.parallel.Team;

/** How fast memory is read: what bounds a model that writes one token after the other. */
public final class ReadBandwidth implements AutoCloseable {

  private static final int VALUES = 1 << 27; // 512 MiB, beyond any cache
  private static final int GRAIN = 1 << 16;

  private final int[] values = new int[VALUES];
  private final Team team;
  private final int[] sums; // by member

  /** Reads with that many threads. */
  public ReadBandwidth(int threads) {
    this.team = new Team(threads);
    this.sums = new int[threads];
    Arrays.fill(values, 1);
  }

  /** Reads everything once and returns 1e9 bytes a second. */
  public double gigabytesPerSecond() {
    long start = System.nanoTime();
    team.divide(VALUES, GRAIN, (member, from, to) -> sums[member] = sum(from, to));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (sums[0] == 0) {
      throw new IllegalStateException("the sum of ones is zero");
    }
    return (double) VALUES * Integer.BYTES / seconds / 1e9;
  }

  @Override
  public void close() {
    team.close();
  }

  /** Whole numbers, because their sum is one that the compiler vectorizes. */
  private int sum(int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum;
  }
}
