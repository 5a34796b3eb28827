package org.simbastream.evaluation.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import org.junit.jupiter.api.Test;

class AxisTest {

  private static final Comparator<Double> CLOSE =
      (a, b) -> Math.abs(a - b) <= 1e-9 * Math.abs(b) ? 0 : Double.compare(a, b);

  @Test
  void ticksAreRoundNumbersWithinTheAxis() {
    assertThat(Axis.over(new double[] {0, 0.37}, false, 0, 100).ticks())
        .usingElementComparator(CLOSE)
        .containsExactly(0.0, 0.1, 0.2, 0.3);
    assertThat(Axis.over(new double[] {-1.2, 4}, false, 0, 100).ticks()).contains(-1.0, 0.0, 4.0);
  }

  @Test
  void logarithmicTicksAreFactorsApart() {
    assertThat(Axis.over(new double[] {1000, 1e6}, true, 0, 100).ticks())
        .usingElementComparator(CLOSE)
        .containsExactly(1e3, 1e4, 1e5, 1e6);
    assertThat(Axis.over(new double[] {32, 100}, true, 0, 100).ticks()).hasSize(2);
  }

  @Test
  void valuesLieBetweenTheEndsAndInOrder() {
    for (boolean logarithmic : new boolean[] {false, true}) {
      Axis axis = Axis.over(new double[] {1, 1000}, logarithmic, 10, 110);
      assertThat(axis.at(1)).isBetween(10.0, 20.0);
      assertThat(axis.at(1000)).isBetween(100.0, 110.0);
      assertThat(axis.at(30)).isBetween(axis.at(20), axis.at(40));
    }
  }

  @Test
  void oneValueOrNoneIsStillAnAxis() {
    for (double[] values : new double[][] {{}, {0}, {3}, {-3, -3}}) {
      Axis axis = Axis.over(values, false, 0, 100);
      assertThat(axis.ticks()).isNotEmpty();
      assertThat(axis.at(values.length == 0 ? 0.5 : values[0])).isBetween(0.0, 100.0);
    }
    assertThat(Axis.over(new double[] {64}, true, 0, 100).at(64)).isBetween(0.0, 100.0);
  }

  @Test
  void labelsHaveNoNeedlessDigits() {
    assertThat(Axis.label(0.25)).isEqualTo("0.25");
    assertThat(Axis.label(2)).isEqualTo("2");
    assertThat(Axis.label(16384)).isEqualTo("16,384");
    assertThat(Axis.label(0.30000000000000004)).isEqualTo("0.3");
  }
}
