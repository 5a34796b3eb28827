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
        figures.addAll(products(settings, threads, shape));
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

  private List<Figure> products(BenchmarkSettings settings, int threads, int[] shape) {
    String size = shape[0] + "x" + shape[1] + "x" + shape[2];
    settings.progress().accept("products of " + size + ", " + threads + " threads");
    try (ProductSpeed java =
            new ProductSpeed(Products.VECTOR, threads, shape[0], shape[1], shape[2]);
        ProductSpeed libtorch =
            new ProductSpeed(Products.LIBTORCH, threads, shape[0], shape[1], shape[2])) {
      Repetitions.inTurns(3, java::gigaflops, libtorch::gigaflops);
      Repetitions[] measured =
          Repetitions.inTurns(settings.repetitions(), java::gigaflops, libtorch::gigaflops);
      String other = figure(Products.LIBTORCH, size, threads);
      return List.of(
          Figure.of(figure(Products.VECTOR, size, threads), measured[0], "GFLOP/s", other),
          Figure.of(other, measured[1], "GFLOP/s", ""));
    }
  }

  private static String figure(Products products, String size, int threads) {
    String name = products.name().toLowerCase(Locale.ROOT);
    return "machine.product." + size + "." + name + ".threads-" + threads;
  }
}
