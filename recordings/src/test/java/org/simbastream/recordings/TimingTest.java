package org.simbastream.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimingTest {

  private final Timing timing = Timing.ofMinutes(1.5);

  @Test
  void drawsTheMomentOfTheFaultFromTheSeed() {
    Duration first = timing.before(new Random(1));
    assertThat(timing.before(new Random(1))).isEqualTo(first);
    assertThat(timing.before(new Random(2))).isNotEqualTo(first);
    assertThat(first).isBetween(Duration.ofSeconds(22), Duration.ofSeconds(36));
  }

  @Test
  void isQuietUntilHalfOfTheRecordingIs() {
    Duration busy = Duration.ofSeconds(70);
    Duration before = Duration.ofSeconds(30);
    assertThat(before.plus(timing.after(busy, before))).isEqualTo(busy);
  }

  @Test
  void isQuietUntilTheLengthIsReached() {
    Duration after = timing.after(Duration.ofSeconds(20), Duration.ofSeconds(30));
    assertThat(after).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void isQuietForAWhileAtTheEndInAnyCase() {
    Duration after = timing.after(Duration.ofSeconds(50), Duration.ofSeconds(60));
    assertThat(after).isEqualTo(Duration.ofSeconds(15));
  }
}
