package org.simbastream.model.mamba;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.simbastream.kernels.ImpactAggregation;
import org.simbastream.model.Fixture;
import org.simbastream.model.simba.KeepSchedule;
import org.simbastream.model.simba.SelectionCriterion;
import org.simbastream.model.simba.SimbaSettings;

/** A step above the early readout's layer: less work, and the early readout is plain Mamba's. */
class StepScheduleTest {

  private static final int CHUNK = 16;

  private final Fixture fixture = Fixture.named("simba-logs");

  @Test
  void earlyReadoutIsThatOfPlainMambaToTheLastBit() {
    assertThat(surprisal(pruned(KeepSchedule.STEP))).isEqualTo(surprisal(SimbaSettings.DENSE));
    assertThat(surprisal(pruned(KeepSchedule.LINEAR)))
        .as("LINEAR skips tokens below the readout")
        .isNotEqualTo(surprisal(SimbaSettings.DENSE));
  }

  /** By token, at the early readout; the last chunk is shorter than the others. */
  private float[] surprisal(SimbaSettings settings) {
    int[] ids = fixture.ids();
    float[] surprisal = new float[ids.length];
    try (MambaModel model = fixture.load();
        ForwardPass pass = model.newForwardPass(settings)) {
      StreamMemory memory = new StreamMemory(model.configuration().layers());
      for (int at = 0; at < ids.length; at += CHUNK) {
        int[] tokens = Arrays.copyOfRange(ids, at, Math.min(ids.length, at + CHUNK));
        ChunkResult result = pass.run(List.of(tokens), memory, Outputs.SURPRISAL).get(0);
        System.arraycopy(result.surprisal(), 0, surprisal, at, tokens.length);
      }
    }
    return surprisal;
  }

  private SimbaSettings pruned(KeepSchedule schedule) {
    try (MambaModel model = fixture.load()) {
      int denseLayers =
          schedule == KeepSchedule.STEP ? model.configuration().exitLayer().orElseThrow() : 0;
      return new SimbaSettings(
          0.1, schedule, denseLayers, SelectionCriterion.IMPACT, 0, ImpactAggregation.MAX);
    }
  }
}
