package org.simbastream.evaluation.report;

import java.util.Locale;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.Figures;

/** Formats numbers for people. */
final class FigureText {

  private FigureText() {}

  /** A number with about four digits, a dash where it is not known. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "–";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    double size = Math.abs(value);
    String format = size >= 1000 ? "%,.0f" : size >= 10 ? "%.2f" : size >= 1e-3 ? "%.4f" : "%.2e";
    return String.format(Locale.ROOT, format, value);
  }

  /** The spread behind a plus-minus sign; empty without one. */
  static String spread(Figure figure) {
    return Double.isFinite(figure.spread()) ? "± " + number(figure.spread()) : "";
  }

  /** The baseline's value and name; empty without one. */
  static String baseline(Figure figure, Figures figures) {
    if (figure.baseline().isEmpty()) {
      return "";
    }
    return figures.has(figure.baseline())
        ? number(figures.value(figure.baseline())) + " " + figure.baseline()
        : figure.baseline();
  }
}
