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
    assertThat(presence.windowsUntilTold()).isEqualTo(3);
    records(10_000);
    assertThat(presence.windowsUntilTold()).isEqualTo(1);
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

  /** Thirty minutes every night, and office hours: told when it happens first. */
  @Test
  void whatPausesEachDayIsNotToldEachDay() {
    for (int busy : new int[] {30, 600}) {
      presence = Presence.NONE;
      int told = 0;
      for (int day = 0; day < 20; day++) {
        records(busy);
        long pause = 1_440 - busy;
        told += presence.windowsUntilTold() <= pause ? 1 : 0;
        silence(pause);
      }
      assertThat(told).isBetween(1, 2);
      assertThat(presence.windowsUntilTold()).isLessThan(5 * 1_440);
    }
  }

  /** Records once an hour: some hours without any are news. */
  @Test
  void whatRunsEachHourIsToldWhenItHasNotRunForHours() {
    for (int hour = 0; hour < 2_000; hour++) {
      records(1);
      silence(59);
    }
    assertThat(presence.windowsUntilTold()).isBetween(3 * 60L, 24 * 60L);
  }

  @Test
  void windowsOfAnotherLengthBeginAnew() {
    records(60);
    assertThat(presence.plus(now, now + 6 * MINUTE).windowsUntilTold()).isZero();
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
    records(60_000);
    assertThat(presence.windowsUntilTold()).isBetween(1L, 10L).isLessThan(sparse);
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
