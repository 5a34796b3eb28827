package org.simbastream.kernels;

import static org.simbastream.kernels.VectorMath.LANES;
import static org.simbastream.kernels.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/** A sum over a row, in an order that is the same for every vector length. */
final class VectorNorm {

  /** Partial sums: as many as the longest vector has lanes. */
  private static final int PARTS = Math.max(16, LANES);

  private VectorNorm() {}

  /**
   * {@code Σ_i x_i²} over {@code length} values from {@code at} on: values that lie 16 apart are
   * summed first, then the 16 sums, then what is left over. Infinite if the sum is too great.
   */
  static float sumOfSquares(float[] x, int at, int length) {
    int whole = length - length % PARTS;
    float sum = 0;
    for (int part = 0; part < PARTS && whole > 0; part += LANES) {
      FloatVector squares = FloatVector.zero(SPECIES);
      for (int i = at + part; i < at + whole; i += PARTS) {
        FloatVector value = FloatVector.fromArray(SPECIES, x, i);
        squares = value.fma(value, squares);
      }
      for (float lane : squares.toArray()) { // in a fixed order, unlike a reduction
        sum += lane;
      }
    }
    for (int i = at + whole; i < at + length; i++) {
      sum = Math.fma(x[i], x[i], sum);
    }
    return sum;
  }
}
