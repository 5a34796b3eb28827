package org.simbastream.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** What becomes of repeated measurements. */
class RepetitionsTest {

  @Test
  void theMiddleOneCountsAndHalfTheDistanceBetweenTheExtremes() {
    assertThat(new Repetitions(new double[] {9, 1, 4}).median()).isEqualTo(4);
    assertThat(new Repetitions(new double[] {9, 1, 4, 5}).median()).isEqualTo(4.5);
    assertThat(new Repetitions(new double[] {9, 1, 4}).spread()).isEqualTo(4);
  }

  @Test
  void whatIsComparedTakesTurns() {
    List<String> order = new ArrayList<>();
    Repetitions[] measured =
        Repetitions.inTurns(
            2,
            () -> {
              order.add("ours");
              return 10 * order.size();
            },
            () -> {
              order.add("theirs");
              return order.size();
            });
    assertThat(order).containsExactly("ours", "theirs", "ours", "theirs");
    assertThat(measured[0].values()).containsExactly(10, 30);
    assertThat(measured[1].values()).containsExactly(2, 4);
    assertThat(measured[0].over(measured[1]).values()).containsExactly(5, 7.5);
  }

  @Test
  void aLongTurnIsAllWorkOverAllTime() {
    int[] calls = {0, 0};
    Repetitions[] measured =
        Repetitions.inLongTurns(
            1,
            Duration.ofMillis(5),
            () -> ++calls[0] % 2 == 1 ? 1 : 3,
            () -> {
              calls[1]++;
              LockSupport.parkNanos(1_000_000);
              return 2;
            });
    assertThat(calls[0]).isEqualTo(calls[1]).isGreaterThan(1);
    double halves = Math.ceil(calls[0] / 2.0) + Math.floor(calls[0] / 2.0) / 3; // times of 1 and 3
    assertThat(measured[0].values()[0]).isCloseTo(calls[0] / halves, within(1e-9));
    assertThat(measured[1].values()).containsExactly(2);
  }
}
