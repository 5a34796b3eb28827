package org.simbastream.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/** The elementary functions on vectors against double precision. */
class VectorMathTest {

  private static final int SAMPLES = 200_000;

  @Test
  void exp2IsWithin3e7OfTheTruth() {
    assertRelativeError(VectorMath::exp2OfNegative, x -> Math.pow(2, x), -126, -1e-30f, 3e-7);
    assertRelativeError(VectorMath::exp2OfNegative, x -> Math.pow(2, x), -1, -1e-30f, 3e-7);
    assertRelativeError(VectorMath::exp2OfNegative, x -> Math.pow(2, x), -1e-6f, -1e-30f, 3e-7);
  }

  @Test
  void exp2OfWholeNumbersIsExact() {
    for (int exponent = -126; exponent < 0; exponent++) {
      assertThat(one(VectorMath::exp2OfNegative, exponent)).isEqualTo(Math.scalb(1f, exponent));
    }
    assertThat(one(VectorMath::exp2OfNegative, -0f)).isOne();
  }

  @Test
  void exp2UnderflowsToZero() {
    for (float x = -127; x < -126; x += 1e-3f) {
      assertThat(one(VectorMath::exp2OfNegative, x)).isBetween(0f, Float.MIN_NORMAL);
    }
    for (float x : new float[] {-127, -127.5f, -149, -1e9f, -Float.MAX_VALUE}) {
      assertThat(one(VectorMath::exp2OfNegative, x)).isZero();
    }
    assertThat(one(VectorMath::exp2OfNegative, Float.NEGATIVE_INFINITY)).isZero();
  }

  @Test
  void whatIsNotANumberStaysSo() {
    assertThat(one(VectorMathTest::vectorSilu, Float.NaN)).isNaN();
    assertThat(one(VectorMathTest::vectorSoftplus, Float.NaN)).isNaN();
    FloatVector nan = FloatVector.broadcast(VectorMath.SPECIES, Float.NaN);
    assertThat(one(x -> VectorMath.maxOfPositive(x, nan), 1e30f)).isNaN();
  }

  @Test
  void theGreaterOfPositiveNumbers() {
    for (float[] pair : new float[][] {{0, 1e-45f}, {1, 2}, {1e-3f, 1e30f}, {0, 0}}) {
      FloatVector first = FloatVector.broadcast(VectorMath.SPECIES, pair[0]);
      assertThat(one(x -> VectorMath.maxOfPositive(x, first), pair[1])).isEqualTo(pair[1]);
      assertThat(one(x -> VectorMath.maxOfPositive(first, x), pair[1])).isEqualTo(pair[1]);
    }
  }

  @Test
  void siluIsWithin1e6OfTheTruth() {
    assertRelativeError(VectorMathTest::vectorSilu, VectorMathTest::silu, -10, 60, 1e-6);
    assertAbsoluteError(VectorMathTest::vectorSilu, VectorMathTest::silu, -200, -10, 1e-9);
    assertRelativeError(VectorMathTest::vectorSilu, VectorMathTest::silu, 60, 1e30f, 1e-6);
  }

  @Test
  void siluOfExtremesIsAtItsLimits() {
    for (float x : new float[] {-1e3f, -1e10f}) {
      assertThat(Math.abs(one(VectorMathTest::vectorSilu, x))).isLessThan(1e-27f);
    }
    assertThat(one(VectorMathTest::vectorSilu, Float.MAX_VALUE)).isEqualTo(Float.MAX_VALUE);
    assertThat(one(VectorMathTest::vectorSilu, 0)).isZero();
  }

  @Test
  void softplusIsWithin1e6OfTheTruth() {
    assertRelativeError(VectorMathTest::vectorSoftplus, VectorMathTest::softplus, -10, 60, 1e-6);
    assertRelativeError(VectorMathTest::vectorSoftplus, VectorMathTest::softplus, -87, -10, 4e-6);
    assertRelativeError(VectorMathTest::vectorSoftplus, VectorMathTest::softplus, 60, 1e30f, 1e-6);
  }

  @Test
  void softplusOfExtremesIsAtItsLimits() {
    assertThat(one(VectorMathTest::vectorSoftplus, -1e9f)).isZero();
    assertThat(one(VectorMathTest::vectorSoftplus, Float.MAX_VALUE)).isEqualTo(Float.MAX_VALUE);
  }

  private static FloatVector vectorSilu(FloatVector x) {
    float[] values = x.toArray();
    VectorRows.silu(values, 0, values.length);
    return FloatVector.fromArray(VectorMath.SPECIES, values, 0);
  }

  private static FloatVector vectorSoftplus(FloatVector x) {
    float[] values = x.toArray();
    VectorRows.softplus(values, 0, values.length);
    return FloatVector.fromArray(VectorMath.SPECIES, values, 0);
  }

  private static double silu(double x) {
    return x / (1 + Math.exp(-x));
  }

  private static double softplus(double x) {
    return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  }

  private static void assertRelativeError(
      UnaryOperator<FloatVector> f, DoubleUnaryOperator truth, float from, float to, double most) {
    assertThat(greatestError(f, truth, from, to, true))
        .as("relative error on %g … %g", from, to)
        .isLessThan(most);
  }

  private static void assertAbsoluteError(
      UnaryOperator<FloatVector> f, DoubleUnaryOperator truth, float from, float to, double most) {
    assertThat(greatestError(f, truth, from, to, false))
        .as("error on %g … %g", from, to)
        .isLessThan(most);
  }

  private static double greatestError(
      UnaryOperator<FloatVector> f,
      DoubleUnaryOperator truth,
      float from,
      float to,
      boolean relative) {
    SplittableRandom random = new SplittableRandom(1);
    double greatest = 0;
    for (int i = 0; i < SAMPLES; i += VectorMath.LANES) {
      float[] x = new float[VectorMath.LANES];
      for (int lane = 0; lane < x.length; lane++) {
        x[lane] = (float) (from + random.nextDouble() * ((double) to - from));
      }
      float[] y = f.apply(FloatVector.fromArray(VectorMath.SPECIES, x, 0)).toArray();
      for (int lane = 0; lane < x.length; lane++) {
        double expected = truth.applyAsDouble(x[lane]);
        double error = Math.abs(y[lane] - expected);
        greatest =
            Math.max(greatest, relative && expected != 0 ? error / Math.abs(expected) : error);
      }
    }
    return greatest;
  }

  private static float one(UnaryOperator<FloatVector> f, float x) {
    return f.apply(FloatVector.broadcast(VectorMath.SPECIES, x)).lane(0);
  }
}
