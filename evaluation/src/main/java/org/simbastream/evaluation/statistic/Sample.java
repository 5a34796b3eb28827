package org.simbastream.evaluation.statistic;

/** Measurements of the same thing: their mean, and the standard error of it. */
public final class Sample {

  private long count;
  private double mean;
  private double squares; // Σ (x - mean)², by Welford's recurrence

  /** Adds a measurement. */
  public void add(double value) {
    count++;
    double before = value - mean;
    mean += before / count;
    squares += before * (value - mean);
  }

  /**
   * The differences of paired measurements.
   *
   * @param measured (pairs)
   * @param reference (pairs): the same, the other way
   */
  public static Sample differences(double[] measured, double[] reference) {
    if (measured.length != reference.length) {
      throw new IllegalArgumentException(
          measured.length + " measurements can't be paired with " + reference.length);
    }
    Sample differences = new Sample();
    for (int i = 0; i < measured.length; i++) {
      differences.add(measured[i] - reference[i]);
    }
    return differences;
  }

  /** A sample of these measurements. */
  public static Sample of(double... values) {
    Sample sample = new Sample();
    for (double value : values) {
      sample.add(value);
    }
    return sample;
  }

  /** How many measurements there are. */
  public long count() {
    return count;
  }

  /** The mean; NaN without measurements. */
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /** The standard error of the mean, unbiased; NaN with fewer than two measurements. */
  public double standardError() {
    return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1) / count);
  }
}
