package org.simbastream.kernels;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Random input for the kernels: a chunk in the middle of the arrays, with rows of others around.
 */
final class KernelInput {

  static final int ROWS_BEFORE = 2;
  static final int ROWS_AFTER = 1;
  static final float UNTOUCHED = 12345f;

  final int n;
  final int dInner;
  final int dState;
  private final SplittableRandom random;

  KernelInput(int n, int dInner, int dState, long seed) {
    this.n = n;
    this.dInner = dInner;
    this.dState = dState;
    this.random = new SplittableRandom(seed);
  }

  /** A chunk whose time steps are between the two. */
  ScanInput scan(float leastDelta, float greatestDelta) {
    int dtRank = 3;
    float[] a2 = new float[dState * dInner];
    for (int i = 0; i < a2.length; i++) {
      a2[i] = -(0.5f + i / dInner) * (1 + (float) random.nextDouble());
    }
    float[] delta = uniform(rows() * dInner, 0, 1);
    for (int i = 0; i < delta.length; i++) {
      delta[i] = leastDelta * (float) Math.pow(greatestDelta / leastDelta, delta[i]);
    }
    return new ScanInput(
        ROWS_BEFORE,
        n,
        dInner,
        dState,
        dtRank,
        values(rows() * dInner),
        delta,
        values(rows() * (dtRank + 2 * dState)),
        a2,
        values(dInner));
  }

  Channels channels() {
    return Channels.all(dInner);
  }

  /** Rows of the arrays, the chunk's and those of others. */
  int rows() {
    return ROWS_BEFORE + n + ROWS_AFTER;
  }

  /** Values of the size of activations. */
  float[] values(int count) {
    return uniform(count, -2, 2);
  }

  /** An output array (rows, columns) whose every value is {@link #UNTOUCHED}. */
  float[] output(int columns) {
    float[] output = new float[rows() * columns];
    Arrays.fill(output, UNTOUCHED);
    return output;
  }

  private float[] uniform(int count, float from, float to) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = from + (float) random.nextDouble() * (to - from);
    }
    return values;
  }

  @Override
  public String toString() {
    return n + " tokens, " + dInner + " channels, " + dState + " states";
  }
}
