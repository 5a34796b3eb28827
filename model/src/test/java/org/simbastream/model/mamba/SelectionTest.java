package org.simbastream.model.mamba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.simbastream.kernels.ImpactAggregation;
import org.simbastream.model.Fixture;
import org.simbastream.model.simba.KeepSchedule;
import org.simbastream.model.simba.SelectionCriterion;
import org.simbastream.model.simba.SimbaSettings;

/** What holds for the kept sets of a forward pass whatever selects them. */
class SelectionTest {

  private static final Outputs EVERYTHING = new Outputs(true, false, true, true, true);
  private static final int[] CHUNKS = {1, 2, 3, 17, 64, 100};

  static Stream<Arguments> modelsCriteriaAndSchedules() {
    return Stream.of("own-tied", "own-mamba2-groups")
        .flatMap(
            name ->
                Stream.of(SelectionCriterion.values())
                    .flatMap(
                        criterion ->
                            EnumSet.complementOf(EnumSet.of(KeepSchedule.MODEL)).stream()
                                .flatMap(
                                    schedule ->
                                        IntStream.of(0, 2)
                                            .mapToObj(
                                                dense ->
                                                    Arguments.of(
                                                        name, criterion, schedule, dense)))));
  }

  @ParameterizedTest
  @MethodSource("modelsCriteriaAndSchedules")
  void keptSetsAreNestedCountedAndEndWithTheLastToken(
      String name, SelectionCriterion criterion, KeepSchedule schedule, int denseLayers) {
    SimbaSettings settings =
        new SimbaSettings(0.1, schedule, denseLayers, criterion, 0, ImpactAggregation.MAX);
    try (MambaModel model = Fixture.named(name).load();
        ForwardPass pass = model.newForwardPass(settings)) {
      int layers = model.configuration().layers();
      StreamMemory memory = new StreamMemory(layers);
      for (int n : CHUNKS) {
        int[] ids = new SplittableRandom(n).ints(n, 0, model.configuration().vocabSize()).toArray();
        ChunkResult result = pass.run(List.of(ids), memory, Outputs.NONE).get(0);
        assertThat(result.kept()[0]).isEqualTo(IntStream.range(0, n).toArray());
        for (int layer = 1; layer < layers; layer++) {
          int[] kept = result.kept()[layer];
          assertThat(kept).hasSize(settings.keepCount(layer, layers, n)).isSorted();
          assertThat(kept).doesNotHaveDuplicates().endsWith(n - 1);
          int[] below = result.kept()[layer - 1];
          boolean rises = kept.length > below.length; // then skipped tokens have come back
          assertThat(rises ? kept : below).contains(rises ? below : kept);
        }
        assertDepthAndWorkCountKeptTokens(result, n);
      }
    }
  }

  static Stream<String> models() {
    return Fixture.allAndSimbaStart();
  }

  @ParameterizedTest
  @MethodSource("models")
  void keepingEverythingUnderSimbaIsDenseToTheLastBit(String name) {
    try (MambaModel model = Fixture.named(name).load()) {
      int[] ids = new SplittableRandom(1).ints(60, 0, model.configuration().vocabSize()).toArray();
      SimbaSettings dense = settings(0.1, KeepSchedule.DENSE, SelectionCriterion.RECENCY);
      ChunkResult expected = read(model, dense, ids);
      for (KeepSchedule schedule : EnumSet.complementOf(EnumSet.of(KeepSchedule.MODEL))) {
        for (SelectionCriterion criterion : SelectionCriterion.values()) {
          ChunkResult actual = read(model, settings(1, schedule, criterion), ids);
          assertThat(actual.kept()).isDeepEqualTo(expected.kept());
          assertThat(actual.lastLogits()).isEqualTo(expected.lastLogits());
          assertThat(actual.surprisal()).isEqualTo(expected.surprisal());
          assertThat(actual.topSurprisal()).isEqualTo(expected.topSurprisal());
          assertThat(actual.work().ratio()).isEqualTo(read(actual, ids));
        }
      }
    }
  }

  /** The share of the tokens that entered the first layer: 1, but for a reader. */
  private static double read(ChunkResult result, int[] ids) {
    return (double) result.kept()[0].length / ids.length;
  }

  @ParameterizedTest
  @MethodSource("models")
  void prunedTokensChangeTheResult(String name) {
    try (MambaModel model = Fixture.named(name).load()) {
      int[] ids = new SplittableRandom(1).ints(60, 0, model.configuration().vocabSize()).toArray();
      ChunkResult dense = read(model, SimbaSettings.DENSE, ids);
      ChunkResult pruned = read(model, SimbaSettings.linear(0.1, 0), ids);
      assertThat(pruned.work().ratio() / read(pruned, ids)).isBetween(0.55, 0.6);
      assertThat(pruned.lastLogits()).isNotEqualTo(dense.lastLogits());
    }
  }

  @Test
  void topSaysSurprisalOfTheTokensAfterThoseThatClimbedThere() {
    try (MambaModel model = Fixture.named("own-tied").load()) {
      int[] ids = new SplittableRandom(1).ints(60, 0, model.configuration().vocabSize()).toArray();
      ChunkResult pruned = read(model, SimbaSettings.linear(0.2, 0), ids);
      int[] climbed = pruned.kept()[pruned.kept().length - 1];
      for (int i = 1; i < ids.length; i++) {
        boolean predicted = Arrays.binarySearch(climbed, i - 1) >= 0;
        assertThat(Float.isNaN(pruned.topSurprisal()[i])).isEqualTo(!predicted);
      }
      assertThat(pruned.topSurprisal()[0]).isPositive(); // from the chunk before
      assertThat(pruned.work().head())
          .isEqualTo(
              (climbed.length + 1L)
                  * model.configuration().dModel()
                  * model.configuration().vocabSize());
    }
  }

  @Test
  void emptyChunkAndUnknownTokenAreRefusedBeforeAnyStateIsTouched() {
    try (MambaModel model = Fixture.named("own-tied").load();
        ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE)) {
      for (int[] wrong : new int[][] {{}, {-1}, {model.configuration().vocabSize()}}) {
        BundleMemory memory = BundleMemory.start(2, model.configuration().layers());
        assertThatIllegalArgumentException()
            .isThrownBy(() -> pass.run(List.of(new int[] {1}, wrong), memory, EVERYTHING));
        assertThat(memory.stream(0).layer(0)).isNull();
      }
    }
  }

  private static SimbaSettings settings(
      double last, KeepSchedule schedule, SelectionCriterion criterion) {
    return new SimbaSettings(last, schedule, 0, criterion, 0, ImpactAggregation.MAX);
  }

  /** Two chunks, the second one's result: state carries over too. */
  private static ChunkResult read(MambaModel model, SimbaSettings settings, int[] ids) {
    try (ForwardPass pass = model.newForwardPass(settings)) {
      StreamMemory memory = new StreamMemory(model.configuration().layers());
      pass.run(List.of(ids), memory, EVERYTHING);
      return pass.run(List.of(ids), memory, EVERYTHING).get(0);
    }
  }

  private static void assertDepthAndWorkCountKeptTokens(ChunkResult result, int n) {
    int[] depth = new int[n];
    for (int[] kept : result.kept()) {
      for (int position : kept) {
        depth[position]++;
      }
    }
    assertThat(result.depth()).isEqualTo(depth);
    assertThat(result.work().tokens()).isEqualTo(n);
    assertThat(result.work().tokensByLayer())
        .isEqualTo(Arrays.stream(result.kept()).mapToLong(kept -> kept.length).toArray());
    assertThat(result.work().ratio())
        .isEqualTo((double) IntStream.of(depth).sum() / (n * result.kept().length));
  }
}
