package org.simbastream.model.kernel;

import static org.simbastream.model.kernel.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Convolution and SiLU of one vector of channels, those from c on. */
final class VectorConvolution {

  /** The width that all known models have. */
  static final int TAPS = 4;

  private VectorConvolution() {}

  /** A chunk's first n tokens, of any width, which look back before the chunk. */
  static void first(
      float[] xz, int row, int n, float[] window, float[] weight, float[] bias, float[] u, int c) {
    int dInner = bias.length;
    int taps = weight.length / dInner;
    for (int t = 0; t < n; t++) {
      FloatVector sum = FloatVector.fromArray(SPECIES, bias, c);
      for (int j = 0; j < taps; j++) {
        int from = t - taps + 1 + j;
        FloatVector x =
            from < 0
                ? FloatVector.fromArray(SPECIES, window, (from + taps - 1) * dInner + c)
                : FloatVector.fromArray(SPECIES, xz, (row + from) * 2 * dInner + c);
        sum = x.fma(FloatVector.fromArray(SPECIES, weight, j * dInner + c), sum);
      }
      VectorMath.silu(sum).intoArray(u, (row + t) * dInner + c);
    }
  }

  /** The token of a row that has three others of its chunk before it. */
  static void fourTaps(float[] xz, int row, float[] weight, float[] bias, float[] u, int c) {
    int dInner = bias.length;
    int at = row * 2 * dInner + c;
    FloatVector sum = FloatVector.fromArray(SPECIES, bias, c);
    sum =
        FloatVector.fromArray(SPECIES, xz, at - 6 * dInner)
            .fma(FloatVector.fromArray(SPECIES, weight, c), sum);
    sum =
        FloatVector.fromArray(SPECIES, xz, at - 4 * dInner)
            .fma(FloatVector.fromArray(SPECIES, weight, dInner + c), sum);
    sum =
        FloatVector.fromArray(SPECIES, xz, at - 2 * dInner)
            .fma(FloatVector.fromArray(SPECIES, weight, 2 * dInner + c), sum);
    sum =
        FloatVector.fromArray(SPECIES, xz, at)
            .fma(FloatVector.fromArray(SPECIES, weight, 3 * dInner + c), sum);
    VectorMath.silu(sum).intoArray(u, row * dInner + c);
  }
}
