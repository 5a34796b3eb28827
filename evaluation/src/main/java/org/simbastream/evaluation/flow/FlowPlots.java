package org.simbastream.evaluation.flow;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.evaluation.Figures;
import org.simbastream.evaluation.plot.LinePlot;
import org.simbastream.evaluation.plot.Plot;
import org.simbastream.evaluation.plot.Series;

/** Plots how much of a fact is left, over distance. */
final class FlowPlots {

  private FlowPlots() {}

  static List<Plot> of(Figures figures, String part, List<String> labels, int[] distances) {
    return List.of(
        new LinePlot(
            "What having been told gains",
            "tokens from the fact to the question",
            "nats a token, against the control",
            true,
            series(figures, part, labels, distances, ".gain")),
        new LinePlot(
            "Rank of the answer",
            "tokens from the fact to the question",
            "mean place among all words",
            true,
            series(figures, part, labels, distances, ".rank")));
  }

  private static List<Series> series(
      Figures figures, String part, List<String> labels, int[] distances, String measure) {
    List<Series> series = new ArrayList<>();
    for (String label : labels) {
      List<Series.Point> points = new ArrayList<>();
      for (int distance : distances) {
        String name = part + "." + label + ".distance-" + distance + measure;
        points.add(new Series.Point(distance, figures.value(name), figures.spread(name)));
      }
      series.add(new Series(label, points));
    }
    return series.stream().filter(one -> !one.points().isEmpty()).toList();
  }
}
