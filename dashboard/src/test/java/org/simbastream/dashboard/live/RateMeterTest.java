package org.simbastream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateMeterTest {

  private final RateMeter meter = new RateMeter();

  @Test
  void itIsTheMeanOverHalfAMinuteAlsoIfAllComesAtOnce() {
    meter.add(0, 1);
    for (int checkpoint = 1; checkpoint <= 6; checkpoint++) {
      meter.add(checkpoint * 10_000, 1_000);
    }
    assertThat(meter.perSecond(60_000)).isCloseTo(100, within(1e-9));
  }

  @Test
  void itIsTheMeanSinceTheFirstEventWhereThatIsLessLongAgo() {
    meter.add(5_000, 30);
    assertThat(meter.perSecond(5_999)).isEqualTo(30);
    assertThat(meter.perSecond(7_000)).isEqualTo(10);
  }

  @Test
  void itIsZeroBeforeTheFirstEventAndHalfAMinuteAfterTheLast() {
    assertThat(meter.perSecond(1_000)).isZero();
    meter.add(1_000, 500);
    assertThat(meter.perSecond(30_000)).isPositive();
    assertThat(meter.perSecond(31_000)).isZero();
    assertThat(meter.perSecond(3_000_000_000_000L)).isZero();
  }

  @Test
  void aClockThatIsSetBackLosesNothing() {
    meter.add(100_000, 10);
    meter.add(90_000, 10);
    assertThat(meter.perSecond(80_000)).isEqualTo(20);
  }
}
