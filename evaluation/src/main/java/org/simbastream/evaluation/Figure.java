package org.simbastream.evaluation;

/**
 * One measured number.
 *
 * @param name what was measured, with dots for groups: {@code language.logs.HDFS_2k.dense-top}
 * @param value the number; NaN where it is not known
 * @param unit its unit, empty for a ratio
 * @param spread the standard error of {@code value}; NaN where it is one measurement of all there
 *     is
 * @param baseline what the number is compared with: the name of another figure, or empty
 */
public record Figure(String name, double value, String unit, double spread, String baseline) {

  /** A figure without a spread. */
  public static Figure of(String name, double value, String unit, String baseline) {
    return new Figure(name, value, unit, Double.NaN, baseline);
  }
}
