package org.simbastream.evaluation.endless;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.evaluation.Figures;
import org.simbastream.evaluation.plot.LinePlot;
import org.simbastream.evaluation.plot.Plot;
import org.simbastream.evaluation.plot.Series;

/** The likelihood of the same text, and the size of the state, over what was read before. */
final class EndlessPlots {

  private static final String ACROSS = "tokens of carried state";

  private EndlessPlots() {}

  static List<Plot> of(Figures figures, String part) {
    return List.of(
        new LinePlot(
            "Likelihood of the same text", ACROSS, "nats a token", true, series(figures, part, "")),
        new LinePlot(
            "Norm of the hidden state", ACROSS, "norm", true, series(figures, part, ".norm")),
        new LinePlot(
            "Largest entry of the hidden state",
            ACROSS,
            "absolute value",
            true,
            series(figures, part, ".largest-entry")));
  }

  private static List<Series> series(Figures figures, String part, String measure) {
    List<Series> series = new ArrayList<>();
    for (String label : List.of("dense", "simba")) {
      List<Series.Point> points = new ArrayList<>();
      for (long mark : EndlessEvaluation.MARKS) {
        String name = part + "." + label + ".at-" + mark + measure;
        points.add(new Series.Point(mark, figures.value(name), figures.spread(name)));
      }
      series.add(new Series(label, points));
    }
    return series;
  }
}
