package org.simbastream.benchmarks.figure;

/**
 * One measured number.
 *
 * @param name what was measured, with dots for groups: {@code dense.s.tokens-per-second}
 * @param value the number: the median of the repetitions, or a ratio of two medians
 * @param unit its unit, empty for a ratio
 * @param spread half the distance between the least and the greatest repetition; NaN where there
 *     are none
 * @param baseline what the number is compared with: the name of another figure, or a limit
 */
public record Figure(String name, double value, String unit, double spread, String baseline) {

  /** A figure of repeated measurements. */
  public static Figure of(String name, Repetitions measured, String unit, String baseline) {
    return new Figure(name, measured.median(), unit, measured.spread(), baseline);
  }

  /** A ratio of measurements made in turns: the median of the pairs' ratios. */
  public static Figure ratio(
      String name, Repetitions measured, Repetitions other, String baseline) {
    return of(name, measured.over(other), "", baseline);
  }

  /** A number that is not repeated. */
  public static Figure once(String name, double value, String unit, String baseline) {
    return new Figure(name, value, unit, Double.NaN, baseline);
  }
}
