package org.simbastream.model.mamba;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.simbastream.model.Fixture;
import org.simbastream.model.simba.SimbaSettings;

/** One forward pass prunes every run as that run asks. */
class PruningByRunTest {

  private static final Outputs EVERYTHING = new Outputs(true, false, true, true, true);

  @Test
  void aRunPrunedOtherwiseIsThatOfAPassPrunedSo() {
    SimbaSettings own = SimbaSettings.linear(0.8, 3);
    try (MambaModel model = Fixture.named("own-readout").load();
        ForwardPass pass = model.newForwardPass(own);
        ForwardPass other = model.newForwardPass(own.withLast(0.2))) {
      int words = model.configuration().vocabSize();
      int[] ids = new SplittableRandom(3).ints(50, 0, words).toArray();
      ChunkResult before = pass.run(List.of(ids), memory(model), EVERYTHING).get(0);
      ChunkResult asked =
          pass.run(List.of(ids), memory(model), EVERYTHING, own.withLast(0.2)).get(0);
      ChunkResult after = pass.run(List.of(ids), memory(model), EVERYTHING).get(0);

      assertSame(asked, other.run(List.of(ids), memory(model), EVERYTHING).get(0));
      assertSame(after, before);
      assertThat(asked.work().ratio()).isLessThan(before.work().ratio());
    }
  }

  private static void assertSame(ChunkResult actual, ChunkResult expected) {
    assertThat(actual.kept()).isDeepEqualTo(expected.kept());
    assertThat(actual.surprisal()).isEqualTo(expected.surprisal());
    assertThat(actual.topSurprisal()).isEqualTo(expected.topSurprisal());
    assertThat(actual.lastLogits()).isEqualTo(expected.lastLogits());
    assertThat(actual.work().tokensByLayer()).isEqualTo(expected.work().tokensByLayer());
  }

  private static StreamMemory memory(MambaModel model) {
    return new StreamMemory(model.configuration().layers());
  }
}
