package org.simbastream.benchmarks.job;

import static java.util.Arrays.copyOf;
import static java.util.Arrays.copyOfRange;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.simbastream.benchmarks.figure.Benchmark;
import org.simbastream.benchmarks.figure.BenchmarkSettings;
import org.simbastream.benchmarks.figure.Figure;
import org.simbastream.benchmarks.figure.Repetitions;
import org.simbastream.benchmarks.shape.Models;
import org.simbastream.benchmarks.shape.Shape;

/**
 * Measures whether a stream's ten millionth token costs as much as its ten thousandth. One stream
 * is read for long; then pieces of it and of new streams are read in turns within the same job.
 */
public final class PositionBenchmark implements Benchmark {

  private static final int RECORD_TOKENS = 32;
  private static final long EARLY = 10_000;
  private static final long LATE = 10_000_000;
  private static final int MILLIONS = 10;
  private static final long PIECE = 100_000; // tokens that are timed
  private static final double MEGABYTE = 1e6;

  @Override
  public String name() {
    return "position";
  }

  @Override
  public String question() {
    return "Is a stream read as fast at its ten millionth token as at its ten thousandth?"
        + " (shape T, one subtask)";
  }

  @Override
  public List<Figure> run(BenchmarkSettings settings) {
    if (!settings.shapes().contains(Shape.T)) {
      return List.of();
    }
    Path model = Models.directory(settings.folder(), Shape.T);
    PlainScores.require(model, settings.folder(), RECORD_TOKENS, Map.of());
    try (RunningJob job =
        OperatorJob.start(
            model, settings.folder(), RECORD_TOKENS, PositionBenchmark::key, Map.of())) {
      double[] heap = new double[MILLIONS]; // (millions), megabytes
      for (int million = 0; million < MILLIONS; million++) {
        job.await((million + 1) * (LATE / MILLIONS));
        heap[million] = heap();
        settings
            .progress()
            .accept(
                "position, %d of %d million tokens, heap in use %.1f MB"
                    .formatted(million + 1, MILLIONS, heap[million]));
      }
      int turns = settings.repetitions();
      double[] early = new double[turns]; // (turns), tokens/s
      double[] late = new double[turns]; // (turns), tokens/s
      for (int turn = 0; turn < turns; turn++) {
        long start = LATE + turn * turn();
        early[turn] = timed(job, start + EARLY);
        late[turn] = timed(job, start + 2 * EARLY + PIECE);
      }
      Repetitions first = new Repetitions(early);
      Repetitions last = new Repetitions(late);
      return List.of(
          Figure.of("position.early", first, "tokens/s", ""),
          Figure.of("position.late", last, "tokens/s", "position.early"),
          Figure.ratio("position.late-over-early", last, first, "position.early"),
          Figure.of("position.heap-early", new Repetitions(copyOf(heap, 3)), "MB", ""),
          Figure.of(
              "position.heap-late",
              new Repetitions(copyOfRange(heap, MILLIONS - 3, MILLIONS)),
              "MB",
              "position.heap-early"));
    }
  }

  private static double timed(RunningJob job, long from) {
    long start = job.await(from);
    long end = job.await(from + PIECE);
    return PIECE / ((end - start) / 1e9);
  }

  /** Runs a turn: a new stream's lead and piece, then as much of the long stream. */
  private static long turn() {
    return 2 * (EARLY + PIECE);
  }

  private static String key(long record) {
    long token = record * RECORD_TOKENS - LATE;
    boolean fresh = token >= 0 && token % turn() < EARLY + PIECE;
    return fresh ? "stream-" + token / turn() : "the-long-one";
  }

  /**
   * The heap in use after a collection, in megabytes: the least of several readings, because the
   * job allocates between a collection and its reading.
   */
  private static double heap() {
    double least = Double.POSITIVE_INFINITY;
    for (int reading = 0; reading < 5; reading++) {
      System.gc();
      least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    return least / MEGABYTE;
  }
}
