package org.simbastream.evaluation.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PredictionTest {

  @Test
  void natsBecomeBitsAndNothingKnownCostsAWordDrawnBlindly() {
    float ln2 = (float) Math.log(2);
    assertThat(Prediction.bitsPerByte(new float[] {3 * ln2, 5 * ln2}, 4, 4096))
        .isCloseTo(2, within(1e-6));
    assertThat(Prediction.bitsPerByte(new float[] {Float.NaN, 4 * ln2}, 4, 4096))
        .isCloseTo(4, within(1e-6));
  }
}
