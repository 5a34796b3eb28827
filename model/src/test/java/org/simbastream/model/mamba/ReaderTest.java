package org.simbastream.model.mamba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.kernels.Kernels;
import org.simbastream.kernels.PlainKernels;
import org.simbastream.kernels.parallel.ThreadTeam;
import org.simbastream.model.Fixture;
import org.simbastream.model.recall.Expectations;
import org.simbastream.model.recall.GateState;
import org.simbastream.model.simba.SimbaSettings;

/** A model that reads only what its stream did not surely expect, held against the reference. */
class ReaderTest {

  private static final Fixture FIXTURE = Fixture.named("own-reader");
  private static final double TOLERANCE = 2e-3;
  private static final Outputs COSTS = new Outputs(true, false, true, false, true);

  @Test
  void theGateExpectsWhatTheReferenceExpects() {
    try (MambaModel model = FIXTURE.load()) {
      MambaWeights weights = model.weights();
      GateState state = GateState.EMPTY;
      for (JsonNode chunk : FIXTURE.golden().get("runs").get(0).get("chunks")) {
        int[] tokens = ints(chunk.get("ids"));
        var result = weights.reader().gate().read(tokens, state);
        Expectations known = result.expectations();
        assertThat(known.candidates()).isEqualTo(flat(chunk.get("candidates")));
        assertThat(known.sure()).isEqualTo(ints(chunk.get("sure")));
        assertThat(known.read()).isEqualTo(ints(chunk.get("kept").get(0)));
        int[] levels = flat(chunk.get("levels"));
        int[] trust = flat(chunk.get("trust"));
        for (int i = 0; i < levels.length; i++) {
          assertThat((int) known.levels()[i]).isEqualTo(levels[i]);
          assertThat((int) known.trust()[i]).isEqualTo(trust[i]);
        }
        for (int place = 0; place < tokens.length; place++) {
          assertThat(known.cost(place, tokens[place]))
              .isCloseTo(chunk.get("gateNats").get(place).doubleValue(), within(1e-6));
        }
        state = result.after();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector", "plain"})
  void costsKeptTokensAndStatesAreTheReferences(String kernels) {
    Kernels used = kernels.equals("plain") ? new PlainKernels() : Kernels.best();
    for (JsonNode run : FIXTURE.golden().get("runs")) {
      SimbaSettings settings = SimbaSettings.DENSE.withLast(run.get("lastKeep").doubleValue());
      try (MambaModel model = FIXTURE.load();
          ForwardPass pass = model.newForwardPass(settings, used)) {
        StreamMemory memory = new StreamMemory(model.configuration().layers());
        for (JsonNode chunk : run.get("chunks")) {
          ChunkResult result = pass.run(ints(chunk.get("ids")), memory, COSTS);
          for (int layer = 0; layer < result.kept().length; layer++) {
            assertThat(result.kept()[layer]).isEqualTo(ints(chunk.get("kept").get(layer)));
          }
          assertClose(result.surprisal(), chunk.get("surprisal"));
          assertClose(result.expected(), chunk.get("expected"));
          assertClose(result.topSurprisal(), chunk.get("topSurprisal"));
        }
        for (int layer = 0; layer < model.configuration().layers(); layer++) {
          assertSums(memory.layer(layer), run.get("finalState").get(layer), model);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 64})
  void anyCuttingGivesTheSameCosts(int piece) {
    int[] tokens = FIXTURE.ids();
    try (MambaModel model = FIXTURE.load();
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      ChunkResult whole = pass.run(tokens, new StreamMemory(4), COSTS);
      StreamMemory memory = new StreamMemory(4);
      float[] surprisal = new float[tokens.length];
      float[] top = new float[tokens.length];
      for (int at = 0; at < tokens.length; at += piece) {
        int[] chunk = Arrays.copyOfRange(tokens, at, Math.min(tokens.length, at + piece));
        ChunkResult result = pass.run(chunk, memory, COSTS);
        System.arraycopy(result.surprisal(), 0, surprisal, at, chunk.length);
        System.arraycopy(result.topSurprisal(), 0, top, at, chunk.length);
      }
      assertThat(surprisal).isEqualTo(whole.surprisal());
      assertThat(top).isEqualTo(whole.topSurprisal());
    }
  }

  @Test
  void aBundleAndATeamOfThreadsGiveWhatOneChunkGives() {
    int[] tokens = FIXTURE.ids();
    List<int[]> chunks =
        List.of(tokens, Arrays.copyOf(tokens, 77), Arrays.copyOfRange(tokens, 100, 500));
    try (MambaModel model = FIXTURE.load();
        ThreadTeam team = new ThreadTeam(2);
        ForwardPass alone = model.newForwardPass(SimbaSettings.DENSE);
        ForwardPass shared = model.newForwardPass(SimbaSettings.DENSE, Kernels.best(), team)) {
      List<ChunkResult> together = shared.run(chunks, BundleMemory.start(3, 4), COSTS);
      for (int i = 0; i < chunks.size(); i++) {
        ChunkResult single = alone.run(chunks.get(i), new StreamMemory(4), COSTS);
        assertThat(together.get(i).surprisal()).isEqualTo(single.surprisal());
        assertThat(together.get(i).topSurprisal()).isEqualTo(single.topSurprisal());
      }
    }
  }

  /** The next token's distribution is what the next token is then told to have cost. */
  @Test
  void logitsAreWhatTheNextTokenCosts() {
    int[] tokens = FIXTURE.ids();
    try (MambaModel model = FIXTURE.load();
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      ChunkResult whole = pass.run(tokens, new StreamMemory(4), COSTS);
      StreamMemory memory = new StreamMemory(4);
      for (int i = 0; i + 1 < tokens.length; i++) {
        float[] logits = pass.run(new int[] {tokens[i]}, memory, Outputs.LAST_LOGITS).lastLogits();
        double sum = 0;
        for (float logit : logits) {
          sum += Math.exp(logit);
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
        assertThat((double) -logits[tokens[i + 1]])
            .isCloseTo(whole.topSurprisal()[i + 1], within(1e-3));
      }
    }
  }

  @Test
  void fewerTokensEnterThanThereAreAndWorkIsCountedByThem() {
    int[] tokens = FIXTURE.ids();
    try (MambaModel model = FIXTURE.load();
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      ChunkResult result = pass.run(tokens, new StreamMemory(4), Outputs.SURPRISAL);
      int read = result.kept()[0].length;
      assertThat(read).isLessThan(tokens.length * 3 / 4);
      assertThat(result.work().tokens()).isEqualTo(tokens.length);
      assertThat(result.work().tokensByLayer()).containsOnly(read);
      assertThat(Arrays.stream(result.depth()).filter(depth -> depth == 0).count())
          .isEqualTo(tokens.length - read);
    }
  }

  private static void assertSums(LayerState state, JsonNode expected, MambaModel model) {
    int dInner = model.configuration().dInner();
    for (int channel = 0; channel < dInner; channel++) {
      double sum = 0;
      for (int s = 0; s < model.configuration().dState(); s++) {
        sum += state.ssm()[s * dInner + channel];
      }
      assertThat(sum)
          .isCloseTo(expected.get("ssmRowSums").get(channel).doubleValue(), within(TOLERANCE));
    }
  }

  private static void assertClose(float[] found, JsonNode expected) {
    assertThat(found).hasSize(expected.size());
    for (int i = 0; i < found.length; i++) {
      if (expected.get(i).isNull()) {
        assertThat(found[i]).isNaN();
      } else {
        assertThat((double) found[i]).isCloseTo(expected.get(i).doubleValue(), within(TOLERANCE));
      }
    }
  }

  private static int[] ints(JsonNode list) {
    int[] values = new int[list.size()];
    Arrays.setAll(values, i -> list.get(i).intValue());
    return values;
  }

  private static int[] flat(JsonNode rows) {
    List<Integer> values = new ArrayList<>();
    rows.forEach(row -> row.forEach(value -> values.add(value.intValue())));
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}
