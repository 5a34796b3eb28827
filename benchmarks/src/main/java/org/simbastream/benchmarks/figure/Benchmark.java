package org.simbastream.benchmarks.figure;

import java.util.List;

/** A group of figures that are measured together. */
public interface Benchmark {

  /** Its name on the command line, and the prefix of its figures' names. */
  String name();

  /** What it measures, in one sentence. */
  String question();

  /** Measures. */
  List<Figure> run(BenchmarkSettings settings);
}
