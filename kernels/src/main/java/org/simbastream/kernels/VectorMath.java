package org.simbastream.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exponentials and logarithms on vectors. They replace the Vector API's own, whose last bit differs
 * between interpreted and compiled code, since a result must not depend on how warm a JVM is. These
 * use only operations that are exact by definition (multiply, add, fused multiply-add, divide), so
 * that they give the same bits everywhere.
 */
final class VectorMath {

  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();
  static final float LOG2_E = (float) (1 / Math.log(2));

  /** 1.5 · 2^23: adding it rounds to a whole number, whose bits are then the lowest of the sum. */
  static final float ROUNDER = 12582912f;

  /** The bits of -127: 2^-127 is taken for zero, since a float below 2^-126 is subnormal. */
  static final int LEAST_EXPONENT_BITS = Float.floatToRawIntBits(-127f);

  /** The bits of 126: the sizes of floats are ordered as their bits are. */
  static final int GREATEST_EXPONENT_BITS = Float.floatToRawIntBits(126f);

  // 2^r on [-1/2, 1/2], degree 5, fitted for the least greatest relative error: below 2e-7 without
  // rounding.
  static final float P1 = 0.6931470036506653f;
  static final float P2 = 0.24022242426872253f;
  static final float P3 = 0.05550733581185341f;
  static final float P4 = 0.009671512991189957f;
  static final float P5 = 0.001326472731307149f;

  private VectorMath() {}

  /**
   * {@code 2^x} for {@code x ≤ -0}, relative error below 3e-7 from -126 up; below it less than
   * 2^-126, and zero from -127 down. NaN counts as far below.
   */
  static FloatVector exp2OfNegative(FloatVector x) {
    // as whole numbers the bits of negative floats are ordered the other way round, and their
    // minimum is one instruction where the floats' maximum is six
    FloatVector clamped =
        x.reinterpretAsInts()
            .lanewise(VectorOperators.MIN, LEAST_EXPONENT_BITS)
            .reinterpretAsFloats();
    FloatVector shifted = clamped.add(ROUNDER);
    FloatVector r = clamped.sub(shifted.sub(ROUNDER));
    FloatVector p = r.fma(FloatVector.broadcast(SPECIES, P5), FloatVector.broadcast(SPECIES, P4));
    p = p.fma(r, FloatVector.broadcast(SPECIES, P3));
    p = p.fma(r, FloatVector.broadcast(SPECIES, P2));
    p = p.fma(r, FloatVector.broadcast(SPECIES, P1));
    p = p.fma(r, FloatVector.broadcast(SPECIES, 1f));
    // at -127 p is 1, and its exponent's bits come out as zero: no comparison is needed
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
  }

  /** The greater of floats that are not negative; NaN is greatest. */
  static FloatVector maxOfPositive(FloatVector x, FloatVector y) {
    IntVector bits = y.reinterpretAsInts();
    return x.reinterpretAsInts().lanewise(VectorOperators.MAX, bits).reinterpretAsFloats();
  }
}
