package org.simbastream.model.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponentials and logarithms on vectors, of our own for one reason: the Vector API's own change
 * their last bit when the interpreter hands over to the compiler, and a result must not depend on
 * how warm a JVM is. These use only operations that are exact by definition (multiply, add, fused
 * multiply-add, divide), so that they give the same bits everywhere.
 */
final class VectorMath {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  static final float LOG2_E = (float) (1 / Math.log(2));

  /** 1.5 · 2^23: adding it rounds to a whole number, whose bits are then the lowest of the sum. */
  private static final float ROUNDER = 12582912f;

  /** Below 2^this a float is subnormal; results there are zero. */
  private static final float LEAST_EXPONENT = -126f;

  private static final float GREATEST_EXPONENT = 127f;

  // 2^r on [-1/2, 1/2], degree 6, interpolated at Chebyshev nodes; relative error below 1e-8.
  private static final float P1 = 0.6931472067028326f;
  private static final float P2 = 0.24022650922288757f;
  private static final float P3 = 0.05550327226670302f;
  private static final float P4 = 0.009618056678524637f;
  private static final float P5 = 0.0013400428177615838f;
  private static final float P6 = 0.0001546144469856913f;

  private VectorMath() {}

  /** {@code 2^x}, relative error below 3e-7; zero below 2^-126, 2^127 at most. */
  static FloatVector exp2(FloatVector x) {
    FloatVector clamped = x.max(LEAST_EXPONENT).min(GREATEST_EXPONENT);
    FloatVector shifted = clamped.add(ROUNDER);
    FloatVector r = clamped.sub(shifted.sub(ROUNDER));
    FloatVector p = r.fma(broadcast(P6), broadcast(P5));
    p = p.fma(r, broadcast(P4));
    p = p.fma(r, broadcast(P3));
    p = p.fma(r, broadcast(P2));
    p = p.fma(r, broadcast(P1));
    p = p.fma(r, broadcast(1f));
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    FloatVector result = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    return result.blend(0f, x.lt(LEAST_EXPONENT));
  }

  /** {@code x / (1 + e^-x)}. */
  static FloatVector silu(FloatVector x) {
    return x.div(exp2(x.mul(-LOG2_E)).add(1f));
  }

  /** {@code log(1 + e^x)}, relative error below 1e-6 from -10 up and 4e-6 everywhere. */
  static FloatVector softplus(FloatVector x) {
    return x.max(0f).add(log1p(exp2(x.abs().mul(-LOG2_E))));
  }

  /** {@code log(1 + y)} for 0 ≤ y ≤ 1, as {@code 2 atanh(y / (2 + y))}. */
  private static FloatVector log1p(FloatVector y) {
    FloatVector z = y.div(y.add(2f));
    FloatVector q = z.mul(z); // at most 1/9
    FloatVector p = q.fma(broadcast(1f / 13), broadcast(1f / 11));
    p = p.fma(q, broadcast(1f / 9));
    p = p.fma(q, broadcast(1f / 7));
    p = p.fma(q, broadcast(1f / 5));
    p = p.fma(q, broadcast(1f / 3));
    p = p.fma(q, broadcast(1f));
    return p.mul(z.add(z));
  }

  private static FloatVector broadcast(float value) {
    return FloatVector.broadcast(SPECIES, value);
  }
}
