package org.simbastream.benchmarks.job;

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
 * Whether a stream's ten millionth token costs what its ten thousandth did. One stream is read for
 * long; then pieces of it and of new streams take turns within the same job.
 */
public final class PositionBenchmark implements Benchmark {

  private static final int RECORD_TOKENS = 32;
  private static final long EARLY = 10_000;
  private static final long LATE = 10_000_000;
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
      job.await(LATE / 10);
      double before = heap();
      for (int tenth = 2; tenth <= 10; tenth++) {
        settings.progress().accept("position, " + tenth + " of 10 million tokens");
        job.await(LATE * tenth / 10);
      }
      double after = heap();
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
          Figure.once("position.heap-at-1M", before / MEGABYTE, "MB", ""),
          Figure.once("position.heap-at-10M", after / MEGABYTE, "MB", "position.heap-at-1M"));
    }
  }

  private static double timed(RunningJob job, long from) {
    long start = job.await(from);
    long end = job.await(from + PIECE);
    return PIECE / ((end - start) / 1e9);
  }

  /** What a turn reads: a new stream's lead and piece, then as much of the long one. */
  private static long turn() {
    return 2 * (EARLY + PIECE);
  }

  private static String key(long record) {
    long token = record * RECORD_TOKENS - LATE;
    boolean fresh = token >= 0 && token % turn() < EARLY + PIECE;
    return fresh ? "stream-" + token / turn() : "the-long-one";
  }

  private static double heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
