package org.simbastream.model.mamba;

import java.util.Arrays;

/**
 * Simba's impact of the tokens that a layer sees, for those chunks of which it is wanted, as the
 * scan finds it: each member of the team knows the greatest of its own channels.
 */
final class ScannedImpact {

  private static final int UNWANTED = -1;

  private final int[] horizons; // by chunk: how far ahead, or UNWANTED
  private final float[][][] greatest; // by chunk and member: (n), or null

  ScannedImpact(int chunks) {
    this.horizons = new int[chunks];
    this.greatest = new float[chunks][][];
    Arrays.fill(horizons, UNWANTED);
  }

  /** Wants the impact of a chunk's n tokens. */
  void want(int chunk, int horizon, int n, int members) {
    horizons[chunk] = horizon;
    greatest[chunk] = new float[members][n];
  }

  boolean isWanted(int chunk) {
    return horizons[chunk] != UNWANTED;
  }

  int horizon(int chunk) {
    return horizons[chunk];
  }

  /** A member's part (n) of a chunk's impact, to be raised. */
  float[] ofMember(int chunk, int member) {
    return greatest[chunk][member];
  }

  /** The impact (n) of a chunk's tokens; null if it was not wanted. */
  float[] of(int chunk) {
    if (!isWanted(chunk)) {
      return null;
    }
    float[] impact = greatest[chunk][0];
    for (int member = 1; member < greatest[chunk].length; member++) {
      for (int t = 0; t < impact.length; t++) {
        impact[t] = Math.max(impact[t], greatest[chunk][member][t]);
      }
    }
    return impact;
  }
}
