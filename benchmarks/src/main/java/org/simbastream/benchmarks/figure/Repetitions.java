package org.simbastream.benchmarks.figure;

import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

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

  /** Measures {@code count} times. */
  public static Repetitions of(int count, Measurement measurement) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = measurement.measure();
    }
    return new Repetitions(values);
  }

  /**
   * Measures several things {@code count} times in turns, so that all are affected alike by changes
   * of the machine's speed.
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

  /**
   * The same for rates whose single measurement is short compared with changes of the machine's
   * speed: a turn repeats all measurements for {@code turn}, and a value is the harmonic mean of
   * its measurements, that is all work divided by all time.
   */
  public static Repetitions[] inLongTurns(int count, Duration turn, Measurement... measurements) {
    return inLongTurns(System::nanoTime, count, turn, measurements);
  }

  /** The same with a given clock, in nanoseconds. */
  static Repetitions[] inLongTurns(
      LongSupplier clock, int count, Duration turn, Measurement... measurements) {
    double[][] values = new double[measurements.length][count];
    for (int i = 0; i < count; i++) {
      double[] inverse = new double[measurements.length]; // sums
      int rounds = 0;
      long start = clock.getAsLong();
      do {
        for (int which = 0; which < measurements.length; which++) {
          inverse[which] += 1 / measurements[which].measure();
        }
        rounds++;
      } while (clock.getAsLong() - start < turn.toNanos());
      for (int which = 0; which < measurements.length; which++) {
        values[which][i] = rounds / inverse[which];
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

  /** The ratios to another measurement, turn by turn. */
  public Repetitions over(Repetitions other) {
    double[] ratios = new double[values.length];
    Arrays.setAll(ratios, i -> values[i] / other.values[i]);
    return new Repetitions(ratios);
  }
}
