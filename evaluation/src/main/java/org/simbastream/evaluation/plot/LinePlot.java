package org.simbastream.evaluation.plot;

import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Curves over a common axis, with bars for their standard errors.
 *
 * @param title what it shows
 * @param xLabel what runs across
 * @param yLabel what runs upwards
 * @param logarithmic whether x runs by factors
 * @param series the curves
 */
public record LinePlot(
    String title, String xLabel, String yLabel, boolean logarithmic, List<Series> series)
    implements Plot {

  private static final int WIDTH = 560;
  private static final int HEIGHT = 320;
  private static final int LEGEND = 220;
  private static final int LEFT = 70;
  private static final int BOTTOM = 46;
  private static final int TOP = 12;
  private static final int ROW = 18;

  @Override
  public String svg() {
    int height = Math.max(HEIGHT, TOP + ROW * (series.size() + 1));
    SvgElement svg = new SvgElement(WIDTH + LEGEND, height, title);
    Axis x = Axis.over(points(Bound.X), logarithmic, LEFT, WIDTH - 12);
    Axis y = Axis.over(points(Bound.Y), false, height - BOTTOM, TOP);
    for (double tick : x.ticks()) {
      svg.line("grid", x.at(tick), TOP, x.at(tick), height - BOTTOM);
      svg.text("tick middle", x.at(tick), height - BOTTOM + 16, Axis.label(tick));
    }
    for (double tick : y.ticks()) {
      svg.line(tick == 0 ? "axis" : "grid", LEFT, y.at(tick), WIDTH - 12, y.at(tick));
      svg.text("tick end", LEFT - 6, y.at(tick) + 4, Axis.label(tick));
    }
    svg.text("label middle", (LEFT + WIDTH) / 2.0, height - 8, xLabel);
    svg.upright("label middle", 14, (height - BOTTOM) / 2.0, yLabel);
    for (int i = 0; i < series.size(); i++) {
      draw(svg, x, y, i);
      svg.marker(i, WIDTH + 12, TOP + ROW * i + 6);
      svg.text("legend", WIDTH + 24, TOP + ROW * i + 10, series.get(i).name());
    }
    return svg.close();
  }

  private void draw(SvgElement svg, Axis x, Axis y, int index) {
    StringBuilder path = new StringBuilder();
    for (Series.Point point : series.get(index).points()) {
      double px = x.at(point.x());
      double py = y.at(point.y());
      path.append(path.isEmpty() ? 'M' : 'L').append(SvgElement.number(px)).append(' ');
      path.append(SvgElement.number(py)).append(' ');
      if (point.spread() > 0) {
        double low = y.at(point.y() - point.spread());
        svg.line(SvgElement.colour(index), px, low, px, y.at(point.y() + point.spread()));
      }
      svg.marker(index, px, py);
    }
    if (!path.isEmpty()) {
      svg.path(SvgElement.colour(index), path.toString().strip());
    }
  }

  private enum Bound {
    X,
    Y
  }

  /** All that an axis must hold, error bars included. */
  private double[] points(Bound bound) {
    return series.stream()
        .flatMap(s -> s.points().stream())
        .flatMapToDouble(
            p -> {
              double spread = bound == Bound.Y && p.spread() > 0 ? p.spread() : 0;
              double value = bound == Bound.X ? p.x() : p.y();
              return DoubleStream.of(value - spread, value + spread);
            })
        .toArray();
  }
}
