package org.simbastream.benchmarks.figure;

import java.util.Arrays;

/**
 * The same measurement, repeated.
 *
 * @param values (repetitions), in the order in which they were measured
 */
public record Repetitions(double[] values) {

  /** One measurement; may fail as benchmarks do. */
  @FunctionalInterface
  public interface Measurement {
    /** Measures once. */
    double measure();
  }

  /** Measures so many times. */
  public static Repetitions of(int count, Measurement measurement) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = measurement.measure();
    }
    return new Repetitions(values);
  }

  /**
   * Measures several things so many times, taking turns, so that they share the machine's moods.
   */
  public static Repetitions[] inTurns(int count, Measurement... measurements) {
    double[][] values = new double[measurements.length][count];
    for (int i = 0; i < count; i++) {
      for (int which = 0; which < measurements.length; which++) {
        values[which][i] = measurements[which].measure();
      }
    }
    return Arrays.stream(values).map(Repetitions::new).toArray(Repetitions[]::new);
  }

  /** The middle one, or the mean of the two in the middle. */
  public double median() {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Half the distance between the least and the greatest. */
  public double spread() {
    double least = Arrays.stream(values).min().orElse(Double.NaN);
    return (Arrays.stream(values).max().orElse(Double.NaN) - least) / 2;
  }

  /** Turn by turn, this over the other. */
  public Repetitions over(Repetitions other) {
    double[] ratios = new double[values.length];
    Arrays.setAll(ratios, i -> values[i] / other.values[i]);
    return new Repetitions(ratios);
  }
}
