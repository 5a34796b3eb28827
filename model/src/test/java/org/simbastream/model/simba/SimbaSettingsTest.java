package org.simbastream.model.simba;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.simbastream.kernels.ImpactAggregation;

/** How many tokens each layer is given. */
class SimbaSettingsTest {

  private static final List<KeepSchedule> EQUAL_WORK =
      List.of(KeepSchedule.UNIFORM, KeepSchedule.REVERSED, KeepSchedule.STAGED);

  @Test
  void linearFallsToTheLastShareInEqualSteps() {
    assertThat(counts(settings(0.1, KeepSchedule.LINEAR, 0), 10, 10))
        .containsExactly(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    assertThat(counts(settings(0.2, KeepSchedule.LINEAR, 0), 5, 20))
        .containsExactly(20, 16, 12, 8, 4);
  }

  @Test
  void sharesAreRoundedUp() {
    assertThat(counts(settings(0.2, KeepSchedule.LINEAR, 0), 5, 7)).containsExactly(7, 6, 5, 3, 2);
  }

  @Test
  void denseLayersSeeEverythingAndTheFallBeginsFromTheLastOfThem() {
    assertThat(counts(settings(0.2, KeepSchedule.LINEAR, 3), 5, 20))
        .containsExactly(20, 20, 20, 12, 4);
    assertThat(counts(settings(0.2, KeepSchedule.LINEAR, 1), 5, 20))
        .containsExactly(20, 16, 12, 8, 4);
    assertThat(counts(settings(0.2, KeepSchedule.LINEAR, 9), 5, 20)).containsOnly(20);
    assertThat(counts(settings(0.2, KeepSchedule.UNIFORM, 9), 5, 20)).containsOnly(20);
  }

  @Test
  void uniformGivesTheUpperLayersTheMeanOfLinear() {
    assertThat(counts(settings(0.2, KeepSchedule.UNIFORM, 0), 5, 20))
        .containsExactly(20, 10, 10, 10, 10);
    assertThat(counts(settings(0.2, KeepSchedule.UNIFORM, 3), 5, 20))
        .containsExactly(20, 20, 20, 8, 8);
  }

  @Test
  void reversedGivesTheSharesAboveTheDenseLayersInReverseOrder() {
    assertThat(counts(settings(0.2, KeepSchedule.REVERSED, 0), 5, 20))
        .containsExactly(20, 4, 8, 12, 16);
    assertThat(counts(settings(0.2, KeepSchedule.REVERSED, 3), 5, 20))
        .containsExactly(20, 20, 20, 4, 12);
  }

  @Test
  void stagedFallsInThreeStepsThroughTheMeansOfLinear() {
    assertThat(counts(settings(0.1, KeepSchedule.STAGED, 0), 10, 100))
        .containsExactly(100, 80, 80, 80, 50, 50, 50, 20, 20, 20);
    assertThat(counts(settings(0.1, KeepSchedule.STAGED, 4), 10, 100))
        .containsExactly(100, 100, 100, 100, 78, 78, 48, 48, 18, 18);
  }

  @Test
  void geometricGivesEachLayerTheSameShareOfTheOneBelow() {
    assertThat(counts(settings(0.125, KeepSchedule.GEOMETRIC, 0), 4, 64))
        .containsExactly(64, 32, 16, 8);
    assertThat(counts(settings(0.25, KeepSchedule.GEOMETRIC, 3), 5, 64))
        .containsExactly(64, 64, 64, 32, 16);
    assertThat(counts(settings(0.25, KeepSchedule.GEOMETRIC, 9), 5, 64)).containsOnly(64);
  }

  @Test
  void stepGivesEverythingToTheDenseLayersAndTheLastShareToTheOthers() {
    assertThat(counts(settings(0.1, KeepSchedule.STEP, 3), 5, 20))
        .containsExactly(20, 20, 20, 2, 2);
    assertThat(counts(settings(0.1, KeepSchedule.STEP, 0), 4, 20)).containsExactly(20, 2, 2, 2);
    assertThat(counts(settings(0.1, KeepSchedule.STEP, 9), 5, 20)).containsOnly(20);
  }

  @Test
  void denseGivesEverythingToEveryLayer() {
    assertThat(counts(settings(0.1, KeepSchedule.DENSE, 0), 5, 20)).containsOnly(20);
  }

  @Test
  void oneTokenIsAlwaysLeftAndOneLayerSeesAll() {
    for (KeepSchedule schedule : EnumSet.complementOf(EnumSet.of(KeepSchedule.MODEL))) {
      assertThat(counts(settings(1e-12, schedule, 0), 12, 1)).containsOnly(1);
      assertThat(counts(settings(0.1, schedule, 0), 1, 20)).containsExactly(20);
    }
    assertThat(counts(settings(1e-12, KeepSchedule.LINEAR, 0), 3, 10)).containsExactly(10, 5, 1);
  }

  @Test
  void schedulesDoEqualWorkWithinRounding() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      int layers = 2 + random.nextInt(30);
      int dense = random.nextInt(layers);
      int tokens = 1 + random.nextInt(600);
      double last = 0.01 + 0.99 * random.nextDouble();
      int linear = sum(counts(settings(last, KeepSchedule.LINEAR, dense), layers, tokens));
      int pruned = layers - Math.max(1, dense); // layers that round, by less than a token each
      for (KeepSchedule schedule : EQUAL_WORK) {
        int other = sum(counts(settings(last, schedule, dense), layers, tokens));
        assertThat(Math.abs(linear - other)).as("%s", schedule).isLessThanOrEqualTo(pruned);
      }
    }
  }

  @Test
  void theModelsOwnScheduleTakesThePlaceOfModelOnly() {
    assertThat(SimbaSettings.ofModel(0.1).forModel(KeepSchedule.STEP, 3))
        .isEqualTo(settings(0.1, KeepSchedule.STEP, 3));
    SimbaSettings given = settings(0.1, KeepSchedule.GEOMETRIC, 2);
    assertThat(given.forModel(KeepSchedule.STEP, 3)).isSameAs(given);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(0.1, KeepSchedule.MODEL, 1))
        .withMessageContaining("brings its own");
  }

  @Test
  void valuesOutOfRangeAreRefused() {
    for (double last : new double[] {0, -0.1, 1.0000001, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SimbaSettings.linear(last, 0))
          .withMessageContaining(" is " + last + ", expected more than 0, at most 1");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SimbaSettings.linear(0.1, -1))
        .withMessageContaining("horizon is -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(0.1, KeepSchedule.LINEAR, -1))
        .withMessageContaining("dense-layers is -1");
    for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new SimbaSettings(
                      0.1,
                      KeepSchedule.LINEAR,
                      0,
                      SelectionCriterion.SPLIT_IMPACT,
                      64,
                      share,
                      ImpactAggregation.MAX))
          .withMessageContaining("near share is " + share);
    }
  }

  private static SimbaSettings settings(double last, KeepSchedule schedule, int denseLayers) {
    return new SimbaSettings(
        last, schedule, denseLayers, SelectionCriterion.IMPACT, 0, ImpactAggregation.MAX);
  }

  private static int[] counts(SimbaSettings settings, int layers, int tokens) {
    return IntStream.range(0, layers)
        .map(layer -> settings.keepCount(layer, layers, tokens))
        .toArray();
  }

  private static int sum(int[] counts) {
    return IntStream.of(counts).sum();
  }
}
