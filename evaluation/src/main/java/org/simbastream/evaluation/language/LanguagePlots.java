package org.simbastream.evaluation.language;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.Figures;
import org.simbastream.evaluation.plot.BarPlot;
import org.simbastream.evaluation.plot.Plot;
import org.simbastream.evaluation.plot.Series;

/** Bits per byte of every file, beside the compressors'. */
final class LanguagePlots {

  private static final String SIZE = ".bytes"; // every file has this figure
  private static final List<String> MEASURES =
      List.of("dense-top", "dense-early", "simba-early", "xz", "xz-primed", "zstd");

  private LanguagePlots() {}

  static List<Plot> of(Figures figures, String part) {
    return List.of(
        plot(figures, part + ".logs.", "Logs: bits per byte"),
        plot(figures, part + ".text.", "Other text: bits per byte"));
  }

  private static Plot plot(Figures figures, String prefix, String title) {
    List<String> files =
        figures.all().stream()
            .map(Figure::name)
            .filter(name -> name.startsWith(prefix) && name.endsWith(SIZE))
            .map(name -> name.substring(prefix.length(), name.length() - SIZE.length()))
            .toList();
    List<Series> series = new ArrayList<>();
    for (String measure : MEASURES) {
      List<Series.Point> points = new ArrayList<>();
      for (int i = 0; i < files.size(); i++) {
        double value = figures.value(prefix + files.get(i) + "." + measure);
        points.add(new Series.Point(i, value, Double.NaN));
      }
      series.add(new Series(measure, points));
    }
    return new BarPlot(title, "bits per byte", files, series);
  }
}
