package org.simbastream.kernels;

import static org.simbastream.kernels.VectorMath.LANES;
import static org.simbastream.kernels.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The sums of a convolution, before SiLU. SiLU is a separate pass: together they are too long for
 * the compiler to inline, and every vector would become an object.
 */
final class VectorConvolution {

  /** The width that all known models have. */
  static final int TAPS = 4;

  private VectorConvolution() {}

  /**
   * Computes a chunk's first n tokens, whose windows begin before the chunk, for any width; the
   * channels from c on.
   */
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
      sum.intoArray(u, (row + t) * dInner + c);
    }
  }

  /** Computes all channels of a token with at least three tokens of its chunk before it. */
  static void fourTaps(
      float[] xz, int row, float[] weight, float[] bias, float[] u, Channels channels) {
    int dInner = bias.length;
    int x = row * 2 * dInner;
    int to = channels.to();
    for (int c = channels.from(); c < to; c += LANES) {
      int at = Math.min(c, to - LANES); // the last vector may overlap the one before it
      FloatVector sum = FloatVector.fromArray(SPECIES, bias, at);
      sum =
          FloatVector.fromArray(SPECIES, xz, x - 6 * dInner + at)
              .fma(FloatVector.fromArray(SPECIES, weight, at), sum);
      sum =
          FloatVector.fromArray(SPECIES, xz, x - 4 * dInner + at)
              .fma(FloatVector.fromArray(SPECIES, weight, dInner + at), sum);
      sum =
          FloatVector.fromArray(SPECIES, xz, x - 2 * dInner + at)
              .fma(FloatVector.fromArray(SPECIES, weight, 2 * dInner + at), sum);
      sum =
          FloatVector.fromArray(SPECIES, xz, x + at)
              .fma(FloatVector.fromArray(SPECIES, weight, 3 * dInner + at), sum);
      sum.intoArray(u, row * dInner + at);
    }
  }
}
