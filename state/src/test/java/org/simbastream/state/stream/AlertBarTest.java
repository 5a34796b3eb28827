package org.simbastream.state.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class AlertBarTest {

  private AlertBar bar = AlertBar.QUIET;
  private long number;

  @Test
  void onAQuietStreamTheScoreIsTheDeviation() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(read(3.9)).isEqualTo(3.9);
    }
    assertThat(read(7)).isEqualTo(7);
  }

  @Test
  void aBurstRaisesTheBarOnceAndForAWhile() {
    read(1);
    for (int i = 0; i < 60; i++) {
      assertThat(read(8)).isGreaterThan(6);
    }
    assertThat(bar.height()).isCloseTo(4.8, within(0.1));
    for (int i = 0; i < 500; i++) {
      read(1);
    }
    assertThat(read(8)).isEqualTo(8);
  }

  @Test
  void anIncidentIsHeldAgainstTheBarThatItBeganWith() {
    read(4.5);
    for (int i = 0; i < 32; i++) {
      assertThat(read(4.5)).isEqualTo(4.5);
    }
    assertThat(read(4.5)).as("later").isLessThan(AlertBar.USUAL);
  }

  @Test
  void alertsApartFromEachOtherRaiseItToItsGreatestHeightAtMost() {
    for (int i = 0; i < 10_000; i++) {
      double score = read(i % 200 == 0 ? 100 : 1);
      assertThat(score).isGreaterThanOrEqualTo(i % 200 == 0 ? 50 : 0.5);
    }
  }

  @Test
  void whereEveryTwentiethRecordIsOddFewAreWorthAnAlert() {
    Random random = new Random(1);
    int alerts = 0;
    for (int i = 0; i < 10_000; i++) {
      double deviation = random.nextInt(20) == 0 ? 4 + 2 * random.nextDouble() : 1;
      alerts += read(deviation) >= AlertBar.USUAL ? 1 : 0;
    }
    assertThat(alerts).isBetween(1, 150);
  }

  private double read(double deviation) {
    double score = bar.score(deviation, ++number);
    bar = bar.plus(deviation, number);
    return score;
  }
}
