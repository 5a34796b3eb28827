package org.simbastream.model.mamba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.kernels.ImpactAggregation;
import org.simbastream.kernels.Kernels;
import org.simbastream.kernels.PlainKernels;
import org.simbastream.kernels.VectorKernels;
import org.simbastream.model.Fixture;
import org.simbastream.model.checkpoint.HeadShape;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.generation.GreedyGenerator;
import org.simbastream.model.simba.KeepSchedule;
import org.simbastream.model.simba.SelectionCriterion;
import org.simbastream.model.simba.SimbaSettings;

/** The forward pass against an independent float64 reference. */
class GoldenFixtureTest {

  private static final Outputs EVERYTHING = new Outputs(true, true, true);

  static Stream<Arguments> fixturesAndKernels() {
    return Fixture.all()
        .flatMap(
            name ->
                Stream.of(new PlainKernels(), new VectorKernels())
                    .map(kernels -> Arguments.of(name, kernels)));
  }

  @ParameterizedTest
  @MethodSource("fixturesAndKernels")
  void denseLogitsOfTheWholeSequenceAgree(String name, Kernels kernels) {
    Fixture fixture = Fixture.named(name);
    try (MambaModel model = fixture.load();
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE, kernels)) {
      StreamMemory memory = new StreamMemory(model.configuration().layers());
      ChunkResult result = pass.run(List.of(fixture.ids()), memory, EVERYTHING).get(0);
      assertClose(result.lastLogits(), fixture.golden().get("denseLastLogits"), 2e-4);
    }
  }

  @ParameterizedTest
  @MethodSource("fixturesAndKernels")
  void keptSetsImpactsLogitsAndFinalStatesAgree(String name, Kernels kernels) {
    Fixture fixture = Fixture.named(name);
    try (MambaModel model = fixture.load()) {
      for (JsonNode run : fixture.golden().get("runs")) {
        try (ForwardPass pass = model.newForwardPass(settings(run), kernels)) {
          StreamMemory memory = new StreamMemory(model.configuration().layers());
          for (JsonNode chunk : run.get("chunks")) {
            int[] ids = Fixture.ints(chunk.get("ids"));
            assertChunk(pass.run(List.of(ids), memory, EVERYTHING).get(0), chunk);
          }
          assertState(memory, run.get("finalState"), model.configuration());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.simbastream.model.Fixture#all")
  void greedyContinuationIsIdentical(String name) {
    Fixture fixture = Fixture.named(name);
    int[] expected = Fixture.ints(fixture.golden().get("greedyContinuation"));
    try (MambaModel model = fixture.load();
        GreedyGenerator generator = new GreedyGenerator(model)) {
      StreamMemory memory = new StreamMemory(model.configuration().layers());
      assertThat(generator.generate(memory, fixture.ids(), expected.length)).isEqualTo(expected);
    }
  }

  private static SimbaSettings settings(JsonNode run) {
    return new SimbaSettings(
        run.get("lastKeep").doubleValue(),
        KeepSchedule.LINEAR,
        run.path("denseLayers").intValue(), // 0 where the fixture does not know them
        SelectionCriterion.IMPACT,
        run.get("horizon").intValue(),
        ImpactAggregation.MAX);
  }

  private static void assertChunk(ChunkResult result, JsonNode golden) {
    for (int layer = 0; layer < result.kept().length; layer++) {
      assertThat(result.kept()[layer]).isEqualTo(Fixture.ints(golden.get("kept").get(layer)));
      double[] impact = Fixture.doubles(golden.get("impact").get(layer));
      assertThat(result.impact()[layer]).hasSameSizeAs(impact);
      for (int i = 0; i < impact.length; i++) {
        assertThat((double) result.impact()[layer][i])
            .isCloseTo(impact[i], within(1e-3 * Math.abs(impact[i]) + 1e-30));
      }
    }
    assertClose(result.lastLogits(), golden.get("lastLogits"), 2e-4);
    if (golden.has("surprisal")) {
      assertSurprisal(result.surprisal(), golden.get("surprisal"));
    } else {
      assertThat(result.surprisal()).isNull();
    }
  }

  /** The stream's first token has none: null in the golden file, NaN here. */
  private static void assertSurprisal(float[] surprisal, JsonNode golden) {
    assertThat(surprisal).hasSize(golden.size());
    for (int i = 0; i < surprisal.length; i++) {
      if (golden.get(i).isNull()) {
        assertThat(surprisal[i]).isNaN();
      } else {
        assertThat((double) surprisal[i]).isCloseTo(golden.get(i).doubleValue(), within(2e-4));
      }
    }
  }

  private static void assertState(StreamMemory memory, JsonNode golden, MambaConfiguration model) {
    int channels = model.convChannels();
    int together = model.heads().map(HeadShape::headDim).orElse(model.dInner());
    for (int layer = 0; layer < model.layers(); layer++) {
      LayerState state = memory.layer(layer);
      JsonNode expected = golden.get(layer);
      for (int row = 0; row < model.dConv() - 1; row++) {
        float[] window = Arrays.copyOfRange(state.conv(), row * channels, (row + 1) * channels);
        assertClose(window, expected.get("conv").get(row), 1e-4);
      }
      float[] sums = new float[model.dInner()];
      float most = 0;
      for (int i = 0; i < state.ssm().length; i++) {
        int head = i / (together * model.dState()); // 0 in Mamba-1
        sums[head * together + i % together] += state.ssm()[i];
        most = Math.max(most, Math.abs(state.ssm()[i]));
      }
      assertClose(sums, expected.get("ssmRowSums"), 1e-4);
      assertThat((double) most).isCloseTo(expected.get("ssmAbsMax").doubleValue(), within(1e-4));
    }
  }

  private static void assertClose(float[] actual, JsonNode expected, double tolerance) {
    assertThat(actual).hasSize(expected.size());
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i])
          .as("value %d", i)
          .isCloseTo(expected.get(i).doubleValue(), within(tolerance));
    }
  }
}
