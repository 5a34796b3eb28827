package org.simbastream.scoring.deviation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The time between two records. */
class PausesTest {

  @Test
  void aLongPauseOnABusyStreamDeviatesAndTheUsualOneDoesNot() {
    KeyCosts key = KeyCosts.NONE;
    for (int i = 0; i < 50; i++) {
      key = Pauses.plus(key, 900 + 10 * (i % 20));
    }
    assertThat(Pauses.deviations(1000, key)).isLessThan(1);
    assertThat(Pauses.deviations(300_000, key)).isGreaterThan(5);
    assertThat(Pauses.deviations(1, key)).isZero();
  }

  @Test
  void recordsOutOfOrderHaveNoPauseAndNoTimeIsTooFar() {
    KeyCosts key = KeyCosts.NONE;
    for (long millis : new long[] {-5, 0, Long.MIN_VALUE, Long.MAX_VALUE, 1, 2, 3, 4, 5, 6}) {
      key = Pauses.plus(key, millis);
    }
    assertThat(key.pause().mean()).isFinite();
    assertThat(Pauses.deviations(Long.MAX_VALUE, key)).isFinite();
    assertThat(Pauses.deviations(Long.MIN_VALUE, key)).isZero();
  }

  @Test
  void aNewStreamHasNone() {
    assertThat(Pauses.deviations(Long.MAX_VALUE, KeyCosts.NONE)).isZero();
  }
}
