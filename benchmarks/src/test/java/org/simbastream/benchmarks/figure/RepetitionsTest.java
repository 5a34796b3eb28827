package org.simbastream.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    long[] clock = {0}; // nanoseconds
    int[] calls = {0, 0};
    Repetitions[] measured =
        Repetitions.inLongTurns(
            () -> clock[0],
            1,
            Duration.ofNanos(50),
            () -> ++calls[0] % 2 == 1 ? 1 : 3,
            () -> {
              calls[1]++;
              clock[0] += 10;
              return 2;
            });
    assertThat(calls).containsExactly(5, 5);
    double time = 3 + 2 / 3.0; // of three measurements of 1 and two of 3
    assertThat(measured[0].values()[0]).isCloseTo(5 / time, within(1e-9));
    assertThat(measured[1].values()).containsExactly(2);
  }
}
