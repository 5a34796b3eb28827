package org.simbastream.evaluation.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void meanAndStandardErrorAreThoseOfTheTextbook() {
    Sample sample = Sample.of(2, 4, 4, 4, 5, 5, 7, 9);
    assertThat(sample.count()).isEqualTo(8);
    assertThat(sample.mean()).isCloseTo(5, within(1e-12));
    assertThat(sample.standardError()).isCloseTo(Math.sqrt(32.0 / 7 / 8), within(1e-12));
  }

  @Test
  void littleDifferencesBetweenGreatNumbersAreNotLost() {
    Sample sample = Sample.of(1e9 + 1, 1e9 + 2, 1e9 + 3);
    assertThat(sample.mean()).isEqualTo(1e9 + 2);
    assertThat(sample.standardError()).isCloseTo(Math.sqrt(1.0 / 3), within(1e-9));
  }

  @Test
  void pairsTakeOutWhatBothHaveInCommon() {
    Sample differences = Sample.differences(new double[] {11, 22, 33}, new double[] {10, 21, 32});
    assertThat(differences.mean()).isEqualTo(1);
    assertThat(differences.standardError()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Sample.differences(new double[1], new double[2]))
        .withMessageContaining("1 measurements can't be paired with 2");
  }

  @Test
  void tooFewMeasurementsGiveNoNumberRatherThanZero() {
    assertThat(new Sample().mean()).isNaN();
    assertThat(Sample.of(3).mean()).isEqualTo(3);
    assertThat(Sample.of(3).standardError()).isNaN();
  }
}
