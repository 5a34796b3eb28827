package org.simbastream.model.mamba;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.model.Fixture;
import org.simbastream.model.simba.SimbaSettings;

/** Dense Mamba is the same for every way of cutting a stream. */
class ChunkingTest {

  private static final Outputs SURPRISAL_AND_LOGITS = new Outputs(true, true, false);
  private static final float TOLERANCE = 1e-4f;
  private static final int SEEDS = 6;

  static Stream<String> models() {
    return Fixture.allAndSimbaStart();
  }

  @ParameterizedTest
  @MethodSource("models")
  void anyChunkingGivesTheSameLogitsStatesAndSurprisal(String name) {
    try (MambaModel model = Fixture.named(name).load();
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      for (int seed = 0; seed < SEEDS; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] ids = random.ints(90, 0, model.configuration().vocabSize()).toArray();
        int greatest = seed == 0 ? 1 : 1 << seed; // token by token, then ever longer chunks
        assertSame(
            model.configuration().layers(),
            read(model, pass, ids, random, ids.length),
            read(model, pass, ids, random, greatest));
      }
    }
  }

  /** A stream's end: what must not depend on the cuts. */
  private record End(StreamMemory memory, float[] logits, float[] surprisal) {}

  private static End read(
      MambaModel model, ForwardPass pass, int[] ids, SplittableRandom random, int greatest) {
    StreamMemory memory = new StreamMemory(model.configuration().layers());
    float[] surprisal = new float[ids.length];
    float[] logits = null;
    for (int at = 0, next; at < ids.length; at = next) {
      boolean whole = greatest >= ids.length;
      next = whole ? ids.length : Math.min(ids.length, at + 1 + random.nextInt(greatest));
      ChunkResult result =
          pass.run(List.of(Arrays.copyOfRange(ids, at, next)), memory, SURPRISAL_AND_LOGITS).get(0);
      logits = result.lastLogits();
      if (result.surprisal() != null) {
        System.arraycopy(result.surprisal(), 0, surprisal, at, next - at);
      }
    }
    return new End(memory, logits, surprisal);
  }

  private static void assertSame(int layers, End whole, End cut) {
    assertThat(cut.logits())
        .usingComparatorWithPrecision(TOLERANCE)
        .containsExactly(whole.logits());
    assertThat(Float.valueOf(cut.surprisal()[0])).isEqualTo(Float.valueOf(whole.surprisal()[0]));
    assertThat(tail(cut.surprisal()))
        .usingComparatorWithPrecision(TOLERANCE)
        .containsExactly(tail(whole.surprisal()));
    for (int layer = 0; layer < layers; layer++) {
      assertThat(cut.memory().layer(layer).conv())
          .usingComparatorWithPrecision(TOLERANCE)
          .containsExactly(whole.memory().layer(layer).conv());
      assertThat(cut.memory().layer(layer).ssm())
          .usingComparatorWithPrecision(TOLERANCE)
          .containsExactly(whole.memory().layer(layer).ssm());
    }
  }

  private static float[] tail(float[] values) {
    return Arrays.copyOfRange(values, 1, values.length);
  }
}
