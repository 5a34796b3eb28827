package org.simbastream.evaluation.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The area is the share of pairs in the right order. */
class AreaUnderCurveTest {

  private static final boolean[] ALERT = {true, false, true, false, false};

  @Test
  void itIsTheShareOfPairsInTheRightOrder() {
    double[] scores = {3, 1, 1.5, 2, 0}; // of 6 pairs only (1.5, 2) is in the wrong order
    assertThat(AreaUnderCurve.of(scores, ALERT).value()).isCloseTo(5.0 / 6, within(1e-12));
  }

  @Test
  void tiesCountHalf() {
    assertThat(AreaUnderCurve.of(new double[5], ALERT).value()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void theSpreadFallsWithMoreLines() {
    double[] scores = new double[500];
    boolean[] alert = new boolean[500];
    for (int i = 0; i < 500; i++) {
      scores[i] = i % 7;
      alert[i] = i % 3 == 0;
    }
    AreaUnderCurve many = AreaUnderCurve.of(scores, alert);
    AreaUnderCurve few = AreaUnderCurve.of(new double[] {3, 1, 1.5, 2, 0}, ALERT);
    assertThat(many.spread()).isBetween(0.01, 0.05);
    assertThat(few.spread()).isGreaterThan(many.spread());
  }
}
