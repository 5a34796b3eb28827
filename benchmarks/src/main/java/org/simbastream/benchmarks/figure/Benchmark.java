package org.simbastream.benchmarks.figure;

import java.util.List;

/** A group of figures that are measured together. */
public interface Benchmark {

  /** How it is asked for, and how its figures' names begin. */
  String name();

  /** What it measures, in one sentence. */
  String question();

  /** Measures. */
  List<Figure> run(BenchmarkSettings settings);
}
