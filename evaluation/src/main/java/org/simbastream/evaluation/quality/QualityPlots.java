package org.simbastream.evaluation.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.Figures;
import org.simbastream.evaluation.plot.BarPlot;
import org.simbastream.evaluation.plot.LinePlot;
import org.simbastream.evaluation.plot.Plot;
import org.simbastream.evaluation.plot.Series;
import org.simbastream.model.simba.SelectionCriterion;

/** Loss over work, and loss by criterion, chunk and schedule. */
final class QualityPlots {

  /** Criteria whose share at the last layer is varied. */
  static final List<SelectionCriterion> CURVES =
      List.of(SelectionCriterion.IMPACT, SelectionCriterion.RECENCY, SelectionCriterion.RANDOM);

  private static final String LOSS = "nats a token lost against dense";

  private QualityPlots() {}

  /**
   * Plots of one group of texts.
   *
   * @param prefix what the figures' names begin with
   */
  static List<Plot> of(Figures figures, String prefix, String title) {
    String chunk = ".chunk-" + Variant.CHUNK;
    List<String> criteria = Variant.criteria(Variant.CHUNK).stream().map(Variant::name).toList();
    List<String> schedules = new ArrayList<>(List.of(Variant.PAPER));
    Variant.schedules(0).forEach(variant -> schedules.add(variant.name()));
    List<Plot> plots = new ArrayList<>();
    for (int gap : Stretch.GAPS) {
      plots.add(curves(figures, prefix, title + ": loss over work, gap " + gap, gap));
    }
    plots.add(
        byGap(figures, prefix, title + ": criteria, chunks of " + Variant.CHUNK, criteria, chunk));
    plots.add(byChunk(figures, prefix, title + ": criteria by chunk, no gap", criteria));
    plots.add(byGap(figures, prefix, title + ": schedules of impact", schedules, chunk));
    plots.add(
        byGap(
            figures, prefix, title + ": one step, at other layers", steps(figures, prefix), chunk));
    return plots;
  }

  /** Names of the variants with one step that were measured: how many there are is the model's. */
  private static List<String> steps(Figures figures, String prefix) {
    List<String> steps = new ArrayList<>();
    for (SelectionCriterion criterion : CURVES) {
      String name = Variant.lower(criterion) + Variant.STEP;
      for (Figure figure : figures.all()) {
        String first = ".chunk-" + Variant.CHUNK + ".gap-" + Stretch.GAPS[0];
        if (figure.name().startsWith(prefix + "." + name) && figure.name().endsWith(first)) {
          steps.add(
              figure
                  .name()
                  .substring(prefix.length() + 1, figure.name().length() - first.length()));
        }
      }
    }
    return steps;
  }

  private static Plot curves(Figures figures, String prefix, String title, int gap) {
    List<Series> series = new ArrayList<>();
    for (SelectionCriterion criterion : CURVES) {
      String name = Variant.lower(criterion);
      List<String> labels = new ArrayList<>(List.of(name + ".chunk-" + Variant.CHUNK));
      Variant.curve(criterion).forEach(variant -> labels.add(variant.label()));
      series.add(overWork(figures, prefix, name, labels, gap));
    }
    series.add(overWork(figures, prefix, SmallModel.LABEL, List.of(SmallModel.LABEL), gap));
    return new LinePlot(title, "work, of dense", LOSS, false, series);
  }

  private static Series overWork(
      Figures figures, String prefix, String name, List<String> labels, int gap) {
    List<Series.Point> points = new ArrayList<>();
    for (String label : labels) {
      String loss = prefix + "." + label + ".gap-" + gap;
      double work = figures.value(prefix + "." + label + ".work");
      points.add(new Series.Point(work, figures.value(loss), figures.spread(loss)));
    }
    points.sort(Comparator.comparingDouble(Series.Point::x));
    return new Series(name, points);
  }

  private static Plot byGap(
      Figures figures, String prefix, String title, List<String> names, String chunk) {
    List<Series> series = new ArrayList<>();
    for (int gap : Stretch.GAPS) {
      UnaryOperator<String> figure = name -> prefix + "." + name + chunk + ".gap-" + gap;
      series.add(bars(figures, "gap of " + gap + " tokens", names, figure));
    }
    return new BarPlot(title, LOSS, names, series);
  }

  private static Plot byChunk(Figures figures, String prefix, String title, List<String> names) {
    List<Series> series = new ArrayList<>();
    for (int chunk : Variant.CHUNKS) {
      UnaryOperator<String> figure = name -> prefix + "." + name + ".chunk-" + chunk + ".gap-0";
      series.add(bars(figures, "chunks of " + chunk + " tokens", names, figure));
    }
    return new BarPlot(title, LOSS, names, series);
  }

  private static Series bars(
      Figures figures, String title, List<String> names, UnaryOperator<String> figure) {
    List<Series.Point> points = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = figure.apply(names.get(i));
      points.add(new Series.Point(i, figures.value(name), figures.spread(name)));
    }
    return new Series(title, points);
  }
}
