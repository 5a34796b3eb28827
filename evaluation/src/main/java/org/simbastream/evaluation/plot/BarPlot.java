package org.simbastream.evaluation.plot;

import java.util.List;

/**
 * Groups of bars that run to the right from zero.
 *
 * @param title what it shows
 * @param label what a bar's length is
 * @param groups the groups' names, from the top
 * @param series one bar in each group; x is the group's number from 0
 */
public record BarPlot(String title, String label, List<String> groups, List<Series> series)
    implements Plot {

  private static final int LEFT = 190;
  private static final int WIDTH = 780;
  private static final int BAR = 9;
  private static final int BETWEEN = 8;
  private static final int ROW = 18;
  private static final int BOTTOM = 40;

  @Override
  public String svg() {
    int top = ROW * series.size() + 6;
    int group = BAR * series.size() + BETWEEN;
    int end = top + group * groups.size();
    SvgElement svg = new SvgElement(WIDTH, end + BOTTOM, title);
    Axis across = Axis.over(ends(), false, LEFT, WIDTH - 20);
    for (double tick : across.ticks()) {
      svg.line(tick == 0 ? "axis" : "grid", across.at(tick), top, across.at(tick), end);
      svg.text("tick middle", across.at(tick), end + 16, Axis.label(tick));
    }
    svg.text("label middle", (LEFT + WIDTH) / 2.0, end + BOTTOM - 6, label);
    for (int g = 0; g < groups.size(); g++) {
      svg.text("tick end", LEFT - 8, top + group * (g + 0.5), groups.get(g));
    }
    for (int s = 0; s < series.size(); s++) {
      svg.marker(s, LEFT + 6, ROW * s + 8);
      svg.text("legend", LEFT + 18, ROW * s + 12, series.get(s).name());
      for (Series.Point point : series.get(s).points()) {
        double y = top + group * point.x() + BETWEEN / 2.0 + BAR * s;
        bar(svg, across, s, point, y);
      }
    }
    return svg.close();
  }

  private static void bar(SvgElement svg, Axis across, int index, Series.Point point, double y) {
    double zero = across.at(0);
    double end = across.at(point.y());
    svg.rectangle(SvgElement.colour(index), Math.min(zero, end), y, Math.abs(end - zero), BAR - 1);
    if (point.spread() > 0) {
      double middle = y + (BAR - 1) / 2.0;
      double low = across.at(point.y() - point.spread());
      svg.line("axis", low, middle, across.at(point.y() + point.spread()), middle);
    }
  }

  /** All that the axis must hold: zero, bars and their standard errors. */
  private double[] ends() {
    double least = 0;
    double greatest = 0;
    for (Series one : series) {
      for (Series.Point point : one.points()) {
        double spread = point.spread() > 0 ? point.spread() : 0;
        least = Math.min(least, point.y() - spread);
        greatest = Math.max(greatest, point.y() + spread);
      }
    }
    return new double[] {least, greatest};
  }
}
