package org.simbastream.cli.run;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Prints the progress of a run to a terminal: at most one line per period, and none while it is
 * idle.
 */
final class Progress {

  private static final Duration ON_A_TERMINAL = Duration.ofSeconds(10);
  private static final Duration ELSEWHERE = Duration.ofMinutes(1);

  private final Supplier<RunMetrics.Counts> counts;
  private final LongSupplier checkpoints;
  private final PrintStream err;
  private final Duration period;
  private RunMetrics.Counts told = new RunMetrics.Counts(0, 0, 0, 0);
  private long toldNanos;

  /**
   * @param period between two lines
   * @param startNanos the time now, as {@link #tick} has it
   */
  Progress(
      Supplier<RunMetrics.Counts> counts,
      LongSupplier checkpoints,
      PrintStream err,
      Duration period,
      long startNanos) {
    this.counts = counts;
    this.checkpoints = checkpoints;
    this.err = err;
    this.period = period;
    this.toldNanos = startNanos;
  }

  /** The period, depending on whether the output is a terminal or a file. */
  static Duration period() {
    String terminal = System.getProperty("simba.terminal"); // set by the launcher, which can tell
    boolean watched = terminal == null ? System.console() != null : Boolean.parseBoolean(terminal);
    return watched ? ON_A_TERMINAL : ELSEWHERE;
  }

  /** Prints the progress if the period has passed and there are changes. */
  void tick(long nowNanos) {
    if (nowNanos - toldNanos < period.toNanos()) {
      return;
    }
    RunMetrics.Counts now = counts.get();
    if (now.records() != told.records() || now.tokens() != told.tokens()) {
      double seconds = (nowNanos - toldNanos) / 1e9;
      err.printf(
          Locale.ROOT,
          "%s  %,d records (%,.0f/s), %,d tokens (%,.0f/s), %,d dead letters, %,d checkpoints, %,d"
              + " records behind%n",
          LocalTime.now().truncatedTo(ChronoUnit.SECONDS),
          now.records(),
          (now.records() - told.records()) / seconds,
          now.tokens(),
          (now.tokens() - told.tokens()) / seconds,
          now.deadLetters(),
          checkpoints.getAsLong(),
          now.behind());
      told = now;
    }
    toldNanos = nowNanos;
  }
}
