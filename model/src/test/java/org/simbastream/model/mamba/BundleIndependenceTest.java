package org.simbastream.model.mamba;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.kernels.ImpactAggregation;
import org.simbastream.kernels.Kernels;
import org.simbastream.kernels.parallel.ThreadTeam;
import org.simbastream.model.Fixture;
import org.simbastream.model.linear.Products;
import org.simbastream.model.simba.KeepSchedule;
import org.simbastream.model.simba.SelectionCriterion;
import org.simbastream.model.simba.SimbaSettings;

/** A key's result is the same to the last bit alone, first of 64 and last of 64. */
class BundleIndependenceTest {

  private static final Outputs EVERYTHING = new Outputs(true, true, true, true, true);
  private static final int BUNDLE = 64;
  private static final int[] KEY_CHUNKS = {70, 1, 33};

  static Stream<Arguments> modelsAndSettings() {
    return Fixture.allAndSimbaStart()
        .flatMap(
            name ->
                Stream.of(
                        SimbaSettings.DENSE,
                        SimbaSettings.linear(0.1, 0),
                        settings(KeepSchedule.LINEAR, 3, SelectionCriterion.IMPACT),
                        settings(KeepSchedule.REVERSED, 0, SelectionCriterion.SPLIT_IMPACT),
                        settings(KeepSchedule.STAGED, 0, SelectionCriterion.POSITIVE_STATE))
                    .map(settings -> Arguments.of(name, settings)));
  }

  private static SimbaSettings settings(
      KeepSchedule schedule, int denseLayers, SelectionCriterion criterion) {
    return new SimbaSettings(0.3, schedule, denseLayers, criterion, 64, ImpactAggregation.MAX);
  }

  @ParameterizedTest
  @MethodSource("modelsAndSettings")
  void oneKeyIsTheSameAloneFirstAndLastOf64(String name, SimbaSettings settings) {
    try (MambaModel model = Fixture.named(name).load();
        ForwardPass pass = model.newForwardPass(settings)) {
      Trail first = read(model, pass, 0, BUNDLE);
      Trail last = read(model, pass, BUNDLE - 1, BUNDLE);
      Trail alone = read(model, pass, 0, 1);
      assertSameBits(first, alone);
      assertSameBits(last, alone);
    }
  }

  @ParameterizedTest
  @MethodSource("modelsAndSettings")
  void oneKeyIsTheSameWhoeverDoesTheWork(String name, SimbaSettings settings) {
    try (MambaModel model = Fixture.named(name).load();
        ThreadTeam team = new ThreadTeam(3);
        ForwardPass shared = model.newForwardPass(settings, Kernels.best(), team);
        ForwardPass pass = model.newForwardPass(settings)) {
      assertSameBits(read(model, shared, 2, 5), read(model, pass, 2, 5));
      assertSameBits(read(model, shared, 0, 1), read(model, pass, 0, 1));
    }
  }

  @Test
  void oneKeyIsTheSameAloneAndLastOf64WhereLibtorchMultiplies() {
    SimbaSettings settings = SimbaSettings.linear(0.1, 0);
    try (MambaModel model = Fixture.named("own-readout").load(Products.LIBTORCH);
        ForwardPass pass = model.newForwardPass(settings)) {
      assertSameBits(read(model, pass, BUNDLE - 1, BUNDLE), read(model, pass, 0, 1));
    }
  }

  /** What one key left behind. */
  private record Trail(List<ChunkResult> results, StreamMemory memory) {}

  /** Reads the key's chunks, each in another bundle of random neighbours. */
  private static Trail read(MambaModel model, ForwardPass pass, int place, int bundle) {
    int words = model.configuration().vocabSize();
    SplittableRandom keys = new SplittableRandom(7);
    SplittableRandom others = new SplittableRandom(place);
    BundleMemory memory = BundleMemory.start(bundle, model.configuration().layers());
    List<ChunkResult> results = new ArrayList<>();
    for (int length : KEY_CHUNKS) {
      List<int[]> chunks = new ArrayList<>();
      for (int i = 0; i < bundle; i++) {
        chunks.add(
            i == place
                ? keys.ints(length, 0, words).toArray()
                : others.ints(1 + others.nextInt(90), 0, words).toArray());
      }
      results.add(pass.run(chunks, memory, EVERYTHING).get(place));
    }
    return new Trail(results, memory.stream(place));
  }

  private static void assertSameBits(Trail actual, Trail expected) {
    for (int chunk = 0; chunk < expected.results().size(); chunk++) {
      ChunkResult result = actual.results().get(chunk);
      ChunkResult wanted = expected.results().get(chunk);
      assertThat(result.kept()).isDeepEqualTo(wanted.kept());
      assertThat(result.depth()).isEqualTo(wanted.depth());
      assertThat(bits(result.surprisal())).isEqualTo(bits(wanted.surprisal()));
      assertThat(bits(result.topSurprisal())).isEqualTo(bits(wanted.topSurprisal()));
      assertThat(bits(result.lastLogits())).isEqualTo(bits(wanted.lastLogits()));
      for (int layer = 0; layer < wanted.kept().length; layer++) {
        assertThat(bits(result.impact()[layer])).isEqualTo(bits(wanted.impact()[layer]));
      }
    }
    for (int layer = 0; layer < expected.results().get(0).kept().length; layer++) {
      LayerState state = actual.memory().layer(layer);
      LayerState wanted = expected.memory().layer(layer);
      assertThat(bits(state.conv())).isEqualTo(bits(wanted.conv()));
      assertThat(bits(state.ssm())).isEqualTo(bits(wanted.ssm()));
    }
    assertThat(bits(actual.memory().exitResidual(0)))
        .isEqualTo(bits(expected.memory().exitResidual(0)));
  }

  /** Bits, so that -0 is not 0; null stays null. */
  private static int[] bits(float[] values) {
    if (values == null) {
      return null;
    }
    int[] bits = new int[values.length];
    Arrays.setAll(bits, i -> Float.floatToIntBits(values[i]));
    return bits;
  }
}
