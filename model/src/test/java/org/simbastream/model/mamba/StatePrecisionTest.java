package org.simbastream.model.mamba;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is kept of a hidden state between chunks. */
class StatePrecisionTest {

  @Test
  void float32KeepsTheStateItself() {
    LayerState state = new LayerState(new float[] {0.1f}, new float[] {1e-40f});
    assertThat(StatePrecision.FLOAT32.keep(state)).isSameAs(state);
  }

  @Test
  void bfloat16IsTheNearestOfItsValuesAndTiesGoToTheEvenOne() {
    float below = Float.intBitsToFloat(0x3F80_0000); // 1, even
    float above = Float.intBitsToFloat(0x3F81_0000); // the next value, odd
    float tie = Float.intBitsToFloat(0x3F80_8000);
    float oddTie = Float.intBitsToFloat(0x3F81_8000);
    float next = Float.intBitsToFloat(0x3F82_0000);
    float[] kept =
        kept(tie, oddTie, Math.nextDown(tie), Math.nextUp(tie), -tie, 0f, -0f, Float.MAX_VALUE);
    assertThat(kept)
        .containsExactly(below, next, below, above, -below, 0f, -0f, Float.POSITIVE_INFINITY);
  }

  @Test
  void whatIsNotANumberStaysSo() {
    assertThat(kept(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY))
        .containsExactly(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
  }

  @Test
  void everyKeptValueIsWithinA256thOfTheExactOneAndStaysWhenKeptAgain() {
    SplittableRandom random = new SplittableRandom(1);
    float[] exact = new float[10_000]; // (values)
    for (int i = 0; i < exact.length; i++) {
      exact[i] = (float) ((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-30, 30)));
    }
    float[] kept = kept(exact);
    assertThat(StatePrecision.isBfloat16(exact)).isFalse();
    assertThat(StatePrecision.isBfloat16(kept)).isTrue();
    assertThat(kept(kept)).isEqualTo(kept);
    for (int i = 0; i < exact.length; i++) {
      assertThat(Math.abs(kept[i] - exact[i])).isLessThanOrEqualTo(Math.abs(exact[i]) / 256);
    }
  }

  private static float[] kept(float... values) {
    return StatePrecision.BFLOAT16.keep(new LayerState(new float[0], values)).ssm();
  }
}
