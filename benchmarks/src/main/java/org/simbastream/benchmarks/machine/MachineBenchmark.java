package org.simbastream.benchmarks.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.simbastream.benchmarks.figure.Benchmark;
import org.simbastream.benchmarks.figure.BenchmarkSettings;
import org.simbastream.benchmarks.figure.Figure;
import org.simbastream.benchmarks.figure.Repetitions;
import org.simbastream.model.linear.Products;

/** The machine's limits: products and reading memory. */
public final class MachineBenchmark implements Benchmark {

  private static final int[][] SHAPES = { // rows, inputs, outputs
    {1024, 1024, 1024}, {256, 768, 3072}, {256, 1536, 768}, {256, 256, 1024}, {16, 768, 3072}
  };

  @Override
  public String name() {
    return "machine";
  }

  @Override
  public String question() {
    return "How fast are products, ours and libtorch's, and how fast is memory read?";
  }

  @Override
  public List<Figure> run(BenchmarkSettings settings) {
    List<Figure> figures = new ArrayList<>();
    for (int threads = 1; threads <= settings.threads(); threads *= 2) {
      for (int[] shape : SHAPES) {
        figures.addAll(
            threads == 1 ? beside(settings, shape) : List.of(alone(settings, threads, shape)));
      }
      settings.progress().accept("reading memory, " + threads + " threads");
      try (ReadBandwidth bandwidth = new ReadBandwidth(threads)) {
        Repetitions.of(3, bandwidth::gigabytesPerSecond);
        Repetitions read = Repetitions.of(settings.repetitions(), bandwidth::gigabytesPerSecond);
        figures.add(Figure.of("machine.read.threads-" + threads, read, "GB/s", ""));
      }
    }
    return figures;
  }

  /**
   * This project's products and libtorch's, with one thread each, since libtorch's own threads
   * would compete.
   */
  private static List<Figure> beside(BenchmarkSettings settings, int[] shape) {
    String size = size(shape);
    settings.progress().accept("products of " + size + ", ours and libtorch's");
    try (ProductSpeed java = speed(Products.VECTOR, 1, shape);
        ProductSpeed libtorch = speed(Products.LIBTORCH, 1, shape)) {
      Repetitions.inTurns(3, java::gigaflops, libtorch::gigaflops);
      Repetitions[] measured =
          Repetitions.inTurns(settings.repetitions(), java::gigaflops, libtorch::gigaflops);
      String other = figure(Products.LIBTORCH, size, 1);
      return List.of(
          Figure.of(figure(Products.VECTOR, size, 1), measured[0], "GFLOP/s", other),
          Figure.of(other, measured[1], "GFLOP/s", ""));
    }
  }

  private static Figure alone(BenchmarkSettings settings, int threads, int[] shape) {
    String size = size(shape);
    settings.progress().accept("products of " + size + ", " + threads + " threads");
    try (ProductSpeed java = speed(Products.VECTOR, threads, shape)) {
      Repetitions.of(3, java::gigaflops);
      Repetitions measured = Repetitions.of(settings.repetitions(), java::gigaflops);
      return Figure.of(figure(Products.VECTOR, size, threads), measured, "GFLOP/s", "");
    }
  }

  private static ProductSpeed speed(Products products, int threads, int[] shape) {
    return new ProductSpeed(products, threads, shape[0], shape[1], shape[2]);
  }

  private static String size(int[] shape) {
    return shape[0] + "x" + shape[1] + "x" + shape[2];
  }

  private static String figure(Products products, String size, int threads) {
    String name = products.name().toLowerCase(Locale.ROOT);
    return "machine.product." + size + "." + name + ".threads-" + threads;
  }
}
