package org.simbastream.cli;

import org.simbastream.benchmarks.figure.Figure;

/** A figure as a line of text. */
final class FigureLine {

  private FigureLine() {}

  static String of(Figure figure) {
    String spread = Double.isNaN(figure.spread()) ? "" : "± " + number(figure.spread());
    String against = figure.baseline().isEmpty() ? "" : "(against " + figure.baseline() + ")";
    return String.format(
            "%-52s %10s %-10s %-22s %s",
            figure.name(), number(figure.value()), spread, figure.unit(), against)
        .stripTrailing();
  }

  /** Three significant digits, and whole numbers from 1,000 on. */
  private static String number(double value) {
    double size = Math.abs(value);
    if (size >= 1000) {
      return String.format("%,.0f", value);
    }
    if (size >= 100) {
      return String.format("%.0f", value);
    }
    if (size >= 10) {
      return String.format("%.1f", value);
    }
    return size >= 0.001 || value == 0
        ? String.format("%.3f", value)
        : String.format("%.1e", value);
  }
}
