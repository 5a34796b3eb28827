package org.simbastream.kernels;

import static org.simbastream.kernels.VectorMath.GREATEST_EXPONENT_BITS;
import static org.simbastream.kernels.VectorMath.LANES;
import static org.simbastream.kernels.VectorMath.LEAST_EXPONENT_BITS;
import static org.simbastream.kernels.VectorMath.LOG2_E;
import static org.simbastream.kernels.VectorMath.P1;
import static org.simbastream.kernels.VectorMath.P2;
import static org.simbastream.kernels.VectorMath.P3;
import static org.simbastream.kernels.VectorMath.P4;
import static org.simbastream.kernels.VectorMath.P5;
import static org.simbastream.kernels.VectorMath.ROUNDER;
import static org.simbastream.kernels.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of single values, over rows and in place. Their exponentials are written out
 * ({@link VectorMath#exp2OfNegative}): a helper with vectors as arguments and result is inlined
 * only within the compiler's budget, and otherwise every vector becomes an object.
 */
final class VectorRows {

  private VectorRows() {}

  /** {@code x / (1 + e^-x)}. */
  static void silu(float[] values, int at, int length) {
    int whole = length - length % LANES;
    FloatVector rounder = FloatVector.broadcast(SPECIES, ROUNDER);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector p1 = FloatVector.broadcast(SPECIES, P1);
    FloatVector p2 = FloatVector.broadcast(SPECIES, P2);
    FloatVector p3 = FloatVector.broadcast(SPECIES, P3);
    FloatVector p4 = FloatVector.broadcast(SPECIES, P4);
    FloatVector p5 = FloatVector.broadcast(SPECIES, P5);
    for (int i = at; i < at + whole; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, values, i);
      IntVector bits = x.mul(-LOG2_E).reinterpretAsInts();
      IntVector size =
          bits.lanewise(VectorOperators.AND, Integer.MAX_VALUE)
              .lanewise(VectorOperators.MIN, GREATEST_EXPONENT_BITS);
      FloatVector clamped =
          bits.lanewise(VectorOperators.AND, Integer.MIN_VALUE)
              .lanewise(VectorOperators.OR, size)
              .reinterpretAsFloats();
      FloatVector shifted = clamped.add(rounder);
      FloatVector r = clamped.sub(shifted.sub(rounder));
      FloatVector p = r.fma(p5, p4).fma(r, p3).fma(r, p2).fma(r, p1).fma(r, one);
      IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector e = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
      x.div(e.add(one)).intoArray(values, i);
    }
    if (whole < length) {
      float[] tail = padded(values, at + whole, length - whole);
      silu(tail, 0, LANES);
      System.arraycopy(tail, 0, values, at + whole, length - whole);
    }
  }

  /** {@code y = y z / (1 + e^-z)}. */
  static void gate(float[] z, int zAt, float[] y, int at, int length) {
    int whole = length - length % LANES;
    FloatVector rounder = FloatVector.broadcast(SPECIES, ROUNDER);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector p1 = FloatVector.broadcast(SPECIES, P1);
    FloatVector p2 = FloatVector.broadcast(SPECIES, P2);
    FloatVector p3 = FloatVector.broadcast(SPECIES, P3);
    FloatVector p4 = FloatVector.broadcast(SPECIES, P4);
    FloatVector p5 = FloatVector.broadcast(SPECIES, P5);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, z, zAt + i);
      IntVector bits = x.mul(-LOG2_E).reinterpretAsInts();
      IntVector size =
          bits.lanewise(VectorOperators.AND, Integer.MAX_VALUE)
              .lanewise(VectorOperators.MIN, GREATEST_EXPONENT_BITS);
      FloatVector clamped =
          bits.lanewise(VectorOperators.AND, Integer.MIN_VALUE)
              .lanewise(VectorOperators.OR, size)
              .reinterpretAsFloats();
      FloatVector shifted = clamped.add(rounder);
      FloatVector r = clamped.sub(shifted.sub(rounder));
      FloatVector p = r.fma(p5, p4).fma(r, p3).fma(r, p2).fma(r, p1).fma(r, one);
      IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector e = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
      FloatVector.fromArray(SPECIES, y, at + i).mul(x.div(e.add(one))).intoArray(y, at + i);
    }
    if (whole < length) {
      float[] tail = padded(y, at + whole, length - whole);
      gate(padded(z, zAt + whole, length - whole), 0, tail, 0, LANES);
      System.arraycopy(tail, 0, y, at + whole, length - whole);
    }
  }

  /** {@code log(1 + e^x)}, relative error below 1e-6 from -10 up and 4e-6 everywhere. */
  static void softplus(float[] values, int at, int length) {
    int whole = length - length % LANES;
    FloatVector rounder = FloatVector.broadcast(SPECIES, ROUNDER);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector p1 = FloatVector.broadcast(SPECIES, P1);
    FloatVector p2 = FloatVector.broadcast(SPECIES, P2);
    FloatVector p3 = FloatVector.broadcast(SPECIES, P3);
    FloatVector p4 = FloatVector.broadcast(SPECIES, P4);
    FloatVector p5 = FloatVector.broadcast(SPECIES, P5);
    for (int i = at; i < at + whole; i += LANES) {
      FloatVector x = FloatVector.fromArray(SPECIES, values, i);
      FloatVector size = x.abs();
      FloatVector clamped =
          size.mul(-LOG2_E)
              .reinterpretAsInts()
              .lanewise(VectorOperators.MIN, LEAST_EXPONENT_BITS)
              .reinterpretAsFloats();
      FloatVector shifted = clamped.add(rounder);
      FloatVector r = clamped.sub(shifted.sub(rounder));
      FloatVector p = r.fma(p5, p4).fma(r, p3).fma(r, p2).fma(r, p1).fma(r, one);
      IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector y = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
      // log(1 + y) for 0 ≤ y ≤ 1, as 2 atanh(y / (2 + y))
      FloatVector z = y.div(y.add(2f));
      FloatVector q = z.mul(z); // at most 1/9
      FloatVector series =
          FloatVector.broadcast(SPECIES, 1f / 13).fma(q, FloatVector.broadcast(SPECIES, 1f / 11));
      series = series.fma(q, FloatVector.broadcast(SPECIES, 1f / 9));
      series = series.fma(q, FloatVector.broadcast(SPECIES, 1f / 7));
      series = series.fma(q, FloatVector.broadcast(SPECIES, 1f / 5));
      series = series.fma(q, FloatVector.broadcast(SPECIES, 1f / 3));
      series = series.fma(q, one);
      FloatVector positive = x.mul(0.5f).add(size.mul(0.5f)); // max(x, 0)
      positive.add(series.mul(z.add(z))).intoArray(values, i);
    }
    if (whole < length) {
      float[] tail = padded(values, at + whole, length - whole);
      softplus(tail, 0, LANES);
      System.arraycopy(tail, 0, values, at + whole, length - whole);
    }
  }

  /**
   * {@code Σ_i exp(x_i - greatest)} over whole vectors, lane by lane.
   *
   * @param length a multiple of the lanes
   * @return (lanes)
   */
  static float[] sumOfExponentials(float[] values, int at, int length, float greatest) {
    FloatVector most = FloatVector.broadcast(SPECIES, greatest);
    FloatVector sums = FloatVector.zero(SPECIES);
    FloatVector rounder = FloatVector.broadcast(SPECIES, ROUNDER);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector p1 = FloatVector.broadcast(SPECIES, P1);
    FloatVector p2 = FloatVector.broadcast(SPECIES, P2);
    FloatVector p3 = FloatVector.broadcast(SPECIES, P3);
    FloatVector p4 = FloatVector.broadcast(SPECIES, P4);
    FloatVector p5 = FloatVector.broadcast(SPECIES, P5);
    for (int i = at; i < at + length; i += LANES) {
      FloatVector below = most.sub(FloatVector.fromArray(SPECIES, values, i));
      FloatVector clamped =
          below
              .mul(-LOG2_E)
              .reinterpretAsInts()
              .lanewise(VectorOperators.MIN, LEAST_EXPONENT_BITS)
              .reinterpretAsFloats();
      FloatVector shifted = clamped.add(rounder);
      FloatVector r = clamped.sub(shifted.sub(rounder));
      FloatVector p = r.fma(p5, p4).fma(r, p3).fma(r, p2).fma(r, p1).fma(r, one);
      IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector term = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
      sums = sums.add(term);
    }
    return sums.toArray();
  }

  /**
   * {@code Σ_i p_i · -log p_i} with {@code log p_i = x_i - logSum} over whole vectors, lane by
   * lane.
   *
   * @param length a multiple of the lanes
   * @return (lanes)
   */
  static float[] entropies(float[] values, int at, int length, float logSum) {
    FloatVector all = FloatVector.broadcast(SPECIES, logSum);
    FloatVector sums = FloatVector.zero(SPECIES);
    for (int i = at; i < at + length; i += LANES) {
      FloatVector nats = all.sub(FloatVector.fromArray(SPECIES, values, i));
      sums = VectorMath.exp2OfNegative(nats.mul(-LOG2_E)).fma(nats, sums);
    }
    return sums.toArray();
  }

  /** The last values of a row, as a vector's. */
  private static float[] padded(float[] values, int at, int length) {
    return Arrays.copyOf(Arrays.copyOfRange(values, at, at + length), LANES);
  }
}
