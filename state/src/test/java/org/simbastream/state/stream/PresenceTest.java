package org.simbastream.state.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PresenceTest {

  private static final long MINUTE = 60_000;

  private Presence presence = Presence.NONE;
  private long now;

  @Test
  void aNewStreamIsNeverSilent() {
    records(9);
    assertThat(presence.windowsUntilTold()).isZero();
    records(1);
    assertThat(presence.windowsUntilTold()).isPositive();
  }

  @Test
  void theLongerAStreamHadRecordsInEachWindowTheSoonerItsSilenceIsTold() {
    records(10);
    assertThat(presence.windowsUntilTold()).isEqualTo(4);
    records(60);
    assertThat(presence.windowsUntilTold()).isEqualTo(2);
    records(10_000);
    assertThat(presence.windowsUntilTold()).isEqualTo(2);
  }

  @Test
  void aSilenceIsToldWhenItsScoreReachesTheUsualBar() {
    for (int gap = 0; gap < 20; gap++) {
      records(20);
      silence(gap);
      long told = presence.windowsUntilTold();
      assertThat(presence.score(told)).isGreaterThanOrEqualTo(AlertBar.USUAL);
      assertThat(presence.score(told - 1)).isLessThan(AlertBar.USUAL);
    }
  }

  /** Every fifth minute, as a scheduled job: five minutes are usual, an hour is not. */
  @Test
  void regularPausesAreNoNews() {
    for (int i = 0; i < 50; i++) {
      records(1);
      silence(4);
    }
    assertThat(presence.windowsUntilTold()).isBetween(20L, 60L);
  }

  /** A stream that has records in two of five windows, at random. */
  @Test
  void sparseStreamsAreSeldomSilent() {
    Random random = new Random(1);
    records(10);
    int told = 0;
    long empty = 0;
    for (int window = 0; window < 20_000; window++) {
      if (random.nextDouble() < 0.4) {
        silence(empty);
        records(1);
        empty = 0;
      } else if (++empty == presence.windowsUntilTold()) {
        told++;
      }
    }
    assertThat(told).isLessThan(10);
  }

  @Test
  void aWindowThatEndedBeforeCountsNoMore() {
    records(12);
    assertThat(presence.plus(now - 3 * MINUTE, now - 2 * MINUTE)).isEqualTo(presence);
  }

  @Test
  void whatWasLongAgoIsForgotten() {
    for (int i = 0; i < 300; i++) {
      records(1);
      silence(9);
    }
    long sparse = presence.windowsUntilTold();
    records(3_000);
    assertThat(presence.windowsUntilTold()).isEqualTo(2).isLessThan(sparse);
  }

  private void records(int windows) {
    for (int i = 0; i < windows; i++) {
      presence = presence.plus(now, now + MINUTE);
      now += MINUTE;
    }
  }

  private void silence(long windows) {
    now += windows * MINUTE;
  }
}
