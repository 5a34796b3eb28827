package org.simbastream.model.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tokens are drawn, how often, and that a seed decides it. */
class SamplingTest {

  /** Softmax at temperature 1: 0.4, 0.1, 0.3, 0.2 and nothing. */
  private static final float[] LOGITS = {
    log(0.4), log(0.1), log(0.3), log(0.2), Float.NEGATIVE_INFINITY
  };

  private static final int DRAWS = 200_000;

  @Test
  void atTemperatureOneTheModelsOwnProbabilitiesAreDrawnFrom() {
    assertDistribution(new Sampling(1, 1, 7), 0.4, 0.1, 0.3, 0.2, 0);
  }

  @Test
  void temperatureSharpensAndFlattens() {
    // proportional to p^(1/T)
    double sum = 0.16 + 0.01 + 0.09 + 0.04;
    assertDistribution(new Sampling(0.5, 1, 7), 0.16 / sum, 0.01 / sum, 0.09 / sum, 0.04 / sum, 0);
    double flat = Math.sqrt(0.4) + Math.sqrt(0.1) + Math.sqrt(0.3) + Math.sqrt(0.2);
    assertDistribution(
        new Sampling(2, 1, 7),
        Math.sqrt(0.4) / flat,
        Math.sqrt(0.1) / flat,
        Math.sqrt(0.3) / flat,
        Math.sqrt(0.2) / flat,
        0);
  }

  @Test
  void topPKeepsTheFewestLikeliestTokensThatReachIt() {
    assertDistribution(new Sampling(1, 0.65, 7), 4 / 7.0, 0, 3 / 7.0, 0, 0);
    assertDistribution(new Sampling(1, 0.75, 7), 4 / 9.0, 0, 3 / 9.0, 2 / 9.0, 0);
    assertDistribution(new Sampling(1, 1e-9, 7), 1, 0, 0, 0, 0);
  }

  @Test
  void theNucleusIsThatOfTheDistributionAtTheTemperature() {
    // 0.16, 0.09, 0.04, 0.01 of 0.3: the first two are 0.833
    assertDistribution(new Sampling(0.5, 0.8, 7), 0.64, 0, 0.36, 0, 0);
  }

  @Test
  void ofEquallyLikelyTokensTheFirstAreInTheNucleus() {
    assertThat(new Sampling(1, 0.5, 7).probabilities(new float[] {-1, 2, 2, 2, 2}))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 0);
  }

  @Test
  void logitsOfAnySizeGiveProbabilities() {
    assertThat(new Sampling(0.01, 0.9, 1).probabilities(new float[] {3e38f, -3e38f, 1}))
        .containsExactly(1, 0, 0);
  }

  @Test
  void theSeedDecides() {
    assertThat(drawn(new Sampling(1, 1, 5), 50)).isEqualTo(drawn(new Sampling(1, 1, 5), 50));
    assertThat(drawn(new Sampling(1, 1, 5), 50)).isNotEqualTo(drawn(new Sampling(1, 1, 6), 50));
  }

  @Test
  void greedyTakesTheFirstOfTheLikeliest() {
    assertThat(TokenChoice.GREEDY.next(new float[] {1, 3, 2, 3})).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0,1", "-1,1", "NaN,1", "Infinity,1", "1,0", "1,1.1", "1,NaN"})
  void whatIsNoDistributionIsRefused(double temperature, double topP) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Sampling(temperature, topP, 0));
  }

  /** Exactly these probabilities, and draws that follow them. */
  private static void assertDistribution(Sampling sampling, double... expected) {
    assertThat(sampling.probabilities(LOGITS))
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(expected);
    double[] counts = new double[expected.length];
    for (int token : drawn(sampling, DRAWS)) {
      counts[token]++;
    }
    for (int token = 0; token < expected.length; token++) {
      double deviation = Math.sqrt(expected[token] * (1 - expected[token]) / DRAWS);
      assertThat(counts[token] / DRAWS).isCloseTo(expected[token], within(4 * deviation));
    }
  }

  private static int[] drawn(Sampling sampling, int count) {
    return IntStream.range(0, count).map(i -> sampling.next(LOGITS)).toArray();
  }

  private static float log(double probability) {
    return (float) Math.log(probability);
  }
}
