package org.simbastream.operators.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The share kept falls at once, rises slowly, and stays where the load is steady. */
class KeepControllerTest {

  private final KeepController controller = new KeepController(0.9, 0.1);

  @Test
  void itBeginsAsConfiguredAndStaysThereWhileNothingIsBehind() {
    observe(100, 0.3);
    observe(100, 0.9);
    assertThat(controller.last()).isEqualTo(0.9);
  }

  @Test
  void everyBusyIntervalIsAnEqualStepDownToTheFloorAndNotBelow() {
    for (int step = 1; step <= 8; step++) {
      observe(1, 1);
      assertThat(controller.last()).isCloseTo(0.9 - 0.1 * step, within(1e-12));
    }
    observe(50, 1);
    assertThat(controller.last()).isEqualTo(0.1);
  }

  @Test
  void itRisesAStepAfterThreeCalmIntervalsInARow() {
    observe(8, 1);
    observe(2, 0);
    assertThat(controller.last()).isEqualTo(0.1);
    observe(1, 0);
    assertThat(controller.last()).isCloseTo(0.2, within(1e-12));
    observe(2, 0);
    observe(1, 0.9); // neither behind nor calm: begin to count anew
    observe(2, 0);
    assertThat(controller.last()).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void itReturnsToExactlyTheConfiguredShareAndNotAbove() {
    observe(8, 1);
    observe(23, 0);
    assertThat(controller.last()).isLessThan(0.9);
    observe(1, 0);
    assertThat(controller.last()).isEqualTo(0.9);
    observe(50, 0);
    assertThat(controller.last()).isEqualTo(0.9);
  }

  /** Work of the linear schedule: (1 + last) / 2 of dense. */
  @Test
  void underASteadyLoadItComesToRest() {
    for (double load = 0.5; load < 1.8; load += 0.01) { // of what dense Mamba can do
      KeepController steady = new KeepController(1, 0.05);
      for (int interval = 0; interval < 100; interval++) {
        steady.observe(busy(load, steady.last()));
      }
      double last = steady.last();
      for (int interval = 0; interval < 100; interval++) {
        steady.observe(busy(load, steady.last()));
        assertThat(steady.last()).as("after a while at load %f", load).isEqualTo(last);
      }
      assertThat(busy(load, last)).isLessThan(0.95);
    }
  }

  @Test
  void aFloorAboveTheConfiguredShareIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeepController(0.1, 0.2))
        .withMessageContaining("0.2");
  }

  private static double busy(double load, double last) {
    return Math.min(1, load * (1 + last) / 2);
  }

  private void observe(int intervals, double busy) {
    for (int i = 0; i < intervals; i++) {
      controller.observe(busy);
    }
  }
}
