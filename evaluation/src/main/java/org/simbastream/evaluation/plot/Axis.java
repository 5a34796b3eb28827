package org.simbastream.evaluation.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Maps numbers to positions on an axis, and selects its labels. */
final class Axis {

  private static final int MOST_TICKS = 7;

  private final double least;
  private final double greatest;
  private final boolean logarithmic;
  private final double from;
  private final double to;

  private Axis(double least, double greatest, boolean logarithmic, double from, double to) {
    this.least = least;
    this.greatest = greatest;
    this.logarithmic = logarithmic;
    this.from = from;
    this.to = to;
  }

  /**
   * An axis that holds all values.
   *
   * @param values what it must hold; positive on a logarithmic axis
   * @param from the place of the least
   * @param to the place of the greatest
   */
  static Axis over(double[] values, boolean logarithmic, double from, double to) {
    double least = Arrays.stream(values).min().orElse(0);
    double greatest = Arrays.stream(values).max().orElse(1);
    if (logarithmic) {
      double widened = greatest > least ? 1 : 2;
      return new Axis(least / widened, greatest * widened, true, from, to);
    }
    double margin = greatest > least ? 0.04 * (greatest - least) : Math.max(1, Math.abs(least));
    double low = least == 0 ? 0 : least - margin;
    double high = greatest == 0 ? 0 : greatest + margin;
    return new Axis(low, high > low ? high : low + 1, false, from, to);
  }

  double at(double value) {
    double share =
        logarithmic
            ? Math.log(value / least) / Math.log(greatest / least)
            : (value - least) / (greatest - least);
    return from + share * (to - from);
  }

  List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      int decades = (int) Math.ceil(Math.log10(greatest / least));
      double factor = decades <= 2 ? 2 : 10;
      double first = Math.pow(factor, Math.ceil(Math.log(least) / Math.log(factor) - 1e-9));
      for (double tick = first; tick <= greatest * (1 + 1e-9); tick *= factor) {
        ticks.add(tick);
      }
      return ticks;
    }
    double step = step((greatest - least) / MOST_TICKS);
    for (double i = Math.ceil(least / step - 1e-9); i * step <= greatest + 1e-9 * step; i++) {
      ticks.add(i * step + 0.0); // no negative zero
    }
    return ticks;
  }

  /** The least of 1, 2, 5 times a power of ten that is not below. */
  private static double step(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= atLeast) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  static String label(double value) {
    if (Math.abs(value) >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    String digits = String.format(Locale.ROOT, "%.4f", value);
    return digits.replaceFirst("0+$", "").replaceFirst("\\.$", "");
  }
}
