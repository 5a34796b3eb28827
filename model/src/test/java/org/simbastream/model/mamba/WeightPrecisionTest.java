package org.simbastream.model.mamba;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.simbastream.model.Fixture;
import org.simbastream.model.linear.WeightPrecision;
import org.simbastream.model.simba.SimbaSettings;

/** Rounded weights give nearly the same logits, and are another model. */
class WeightPrecisionTest {

  @ParameterizedTest
  @CsvSource({"tiny-f32, BFLOAT16, 0.02", "tiny-f32, INT8, 0.08", "simba-logs, INT8, 0.08"})
  void logitsAreNearlyThoseOfTheWeightsAsTheyAre(
      String name, WeightPrecision precision, double most) {
    Fixture fixture = Fixture.named(name);
    try (MambaModel exact = fixture.load();
        MambaModel rounded = fixture.load(precision.products())) {
      float[] expected = logits(exact, fixture.ids());
      float[] actual = logits(rounded, fixture.ids());
      double greatest = 0;
      double difference = 0;
      for (int i = 0; i < expected.length; i++) {
        greatest = Math.max(greatest, Math.abs(expected[i]));
        difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
      }
      assertThat(difference).isPositive().isLessThan(most * greatest);
      assertThat(rounded.fingerprint()).hasSize(12).isNotEqualTo(exact.fingerprint());
      assertThat(rounded.label()).startsWith(name + "@");
    }
  }

  @Test
  void whatIsStoredAsBrainFloatsLosesNothingByThem() {
    Fixture fixture = Fixture.simbaStart();
    try (MambaModel exact = fixture.load();
        MambaModel rounded = fixture.load(WeightPrecision.BFLOAT16.products())) {
      float[] expected = logits(exact, fixture.ids());
      assertThat(Arrays.equals(logits(rounded, fixture.ids()), expected)).isTrue();
    }
  }

  private static float[] logits(MambaModel model, int[] ids) {
    try (ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      StreamMemory memory = new StreamMemory(model.configuration().layers());
      return pass.run(List.of(ids), memory, Outputs.LAST_LOGITS).get(0).lastLogits();
    }
  }
}
