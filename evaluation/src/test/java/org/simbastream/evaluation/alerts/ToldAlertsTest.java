package org.simbastream.evaluation.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.Figures;

/** What is told is counted against what is labelled. */
class ToldAlertsTest {

  @Test
  void sharesAreThoseOfTheRecordsThatReachAnAlertsScore() {
    boolean[] labelled = {true, false, true, false, true};
    Figures figures =
        new Figures(ToldAlerts.ofLabelled(new double[] {4, 4.1, 3.9, 0, 9}, labelled));

    assertThat(figures.value("alerts.told")).isEqualTo(600);
    assertThat(figures.value("alerts.told-that-are-labelled")).isEqualTo(2 / 3.0);
    assertThat(figures.value("alerts.labelled-that-are-told")).isEqualTo(2 / 3.0);
  }

  @Test
  void shareOfNothingIsNoFigure() {
    assertThat(ToldAlerts.ofLabelled(new double[] {1}, new boolean[] {false}))
        .isEqualTo(List.of(Figure.of("alerts.told", 0, "per 1,000 lines", "")));
  }
}
