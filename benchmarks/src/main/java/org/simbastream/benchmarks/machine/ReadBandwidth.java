package org.simbastream.benchmarks.machine;

import java.util.Arrays;
import org.simbastream.kernels.parallel.ThreadTeam;

/** Measures how fast memory is read, which limits a model that generates one token at a time. */
public final class ReadBandwidth implements AutoCloseable {

  private static final int HALF = 1 << 26; // 256 MiB, beyond any cache
  private static final int GRAIN = 1 << 16;

  private final float[] values = new float[2 * HALF];
  private final ThreadTeam team;
  private final boolean[] alike; // by member

  /** Reads with that many threads. */
  public ReadBandwidth(int threads) {
    this.team = new ThreadTeam(threads);
    this.alike = new boolean[threads];
    Arrays.fill(values, 1);
  }

  /** Reads everything once and returns 1e9 bytes a second. */
  public double gigabytesPerSecond() {
    long start = System.nanoTime();
    team.divide(HALF, GRAIN, (member, from, to) -> alike[member] = alike(from, to));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (!alike[0]) {
      throw new IllegalStateException("ones differ from ones");
    }
    return 2.0 * HALF * Float.BYTES / seconds / 1e9;
  }

  @Override
  public void close() {
    team.close();
  }

  /**
   * Compares a share of both halves: a method that the JVM has vector code for, and reads alone.
   */
  private boolean alike(int from, int to) {
    return Arrays.equals(values, from, to, values, HALF + from, HALF + to);
  }
}
