package org.simbastream.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;

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
}
