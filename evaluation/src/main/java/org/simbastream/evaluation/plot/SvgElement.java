package org.simbastream.evaluation.plot;

import java.util.Locale;

/** Writes one {@code svg} element, shape by shape. */
final class SvgElement {

  private static final int COLOURS = 8;
  private static final double RADIUS = 3.5;

  private final StringBuilder svg = new StringBuilder();

  SvgElement(int width, int height, String title) {
    svg.append(
        String.format(
            "<svg viewBox=\"0 0 %d %d\" role=\"img\"><title>%s</title>%n",
            width, height, escape(title)));
  }

  /** The class of a series' colour. */
  static String colour(int series) {
    return "c" + series % COLOURS;
  }

  void line(String type, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>%n",
            type, number(x1), number(y1), number(x2), number(y2)));
  }

  void path(String type, String d) {
    svg.append(String.format("<path class=\"%s\" d=\"%s\"/>%n", type, d));
  }

  void rectangle(String type, double x, double y, double width, double height) {
    svg.append(
        String.format(
            "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>%n",
            type, number(x), number(y), number(width), number(height)));
  }

  /** A series' sign: its colour, and a circle for the first eight series, a square beyond. */
  void marker(int series, double x, double y) {
    if (series < COLOURS) {
      svg.append(
          String.format(
              "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"%s\"/>%n",
              colour(series), number(x), number(y), number(RADIUS)));
    } else {
      rectangle(colour(series), x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
    }
  }

  void text(String type, double x, double y, String text) {
    svg.append(
        String.format(
            "<text class=\"%s\" x=\"%s\" y=\"%s\">%s</text>%n",
            type, number(x), number(y), escape(text)));
  }

  /** Text that reads upwards. */
  void upright(String type, double x, double y, String text) {
    svg.append(
        String.format(
            "<text class=\"%s\" transform=\"translate(%s %s) rotate(-90)\">%s</text>%n",
            type, number(x), number(y), escape(text)));
  }

  String close() {
    return svg.append("</svg>\n").toString();
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
