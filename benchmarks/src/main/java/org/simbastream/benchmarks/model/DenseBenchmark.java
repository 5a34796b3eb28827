package org.simbastream.benchmarks.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.benchmarks.figure.Benchmark;
import org.simbastream.benchmarks.figure.BenchmarkSettings;
import org.simbastream.benchmarks.figure.Figure;
import org.simbastream.benchmarks.figure.Peer;
import org.simbastream.benchmarks.figure.Repetitions;
import org.simbastream.benchmarks.llama.Peers;
import org.simbastream.benchmarks.machine.ProductSpeed;
import org.simbastream.benchmarks.shape.Models;
import org.simbastream.benchmarks.shape.Shape;
import org.simbastream.kernels.parallel.ThreadTeam;
import org.simbastream.model.linear.Products;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.simba.SimbaSettings;

/** Measures plain Mamba over one prompt, compared with the machine's limit. */
public final class DenseBenchmark implements Benchmark {

  private static final Duration TURN = Duration.ofSeconds(5);
  private static final int PROMPT = 2048;
  private static final int CHUNK = 256;
  private static final int PEAK = 1024;

  @Override
  public String name() {
    return "dense";
  }

  @Override
  public String question() {
    return "How fast is a prompt of 2,048 tokens read, and how near are its products to the"
        + " machine's limit?";
  }

  @Override
  public List<Figure> run(BenchmarkSettings settings) {
    List<Figure> figures = new ArrayList<>();
    for (Shape shape : settings.shapes()) {
      figures.addAll(measure(settings, shape));
    }
    return figures;
  }

  private static List<Figure> measure(BenchmarkSettings settings, Shape shape) {
    Path directory = Models.directory(settings.folder(), shape);
    int threads = settings.threads();
    settings.progress().accept("dense, shape " + shape);
    try (MambaModel model = MambaModel.load(directory);
        ThreadTeam team = new ThreadTeam(threads);
        Reader reader = new Reader(model, SimbaSettings.DENSE, team, 1, CHUNK);
        ProductSpeed peak = new ProductSpeed(Products.VECTOR, threads, PEAK, PEAK, PEAK)) {
      double difference = PlainCheck.require(directory, model, team);
      Repetitions.Measurement prompt =
          () -> {
            reader.begin();
            return reader.tokensPerSecond(PROMPT / CHUNK);
          };
      Repetitions.inTurns(8, prompt, peak::gigaflops);
      Repetitions[] measured =
          Repetitions.inLongTurns(settings.repetitions(), TURN, prompt, peak::gigaflops);
      String name = "dense." + shape.label();
      List<Figure> figures = new ArrayList<>(figures(name, shape, measured, difference));
      Peers.find(settings, shape)
          .ifPresent(peer -> figures.addAll(beside(peer, name, prompt, settings.repetitions())));
      return figures;
    }
  }

  /** The prompt again, in turns with the peer. */
  private static List<Figure> beside(
      Peer peer, String name, Repetitions.Measurement prompt, int repetitions) {
    try (peer) {
      peer.promptTokensPerSecond(PROMPT);
      Repetitions[] measured =
          Repetitions.inTurns(repetitions, prompt, () -> peer.promptTokensPerSecond(PROMPT));
      String other = name + "." + peer.name();
      return List.of(
          Figure.of(other, measured[1], "tokens/s", ""),
          Figure.ratio(name + ".over-" + peer.name(), measured[0], measured[1], other));
    }
  }

  private static List<Figure> figures(
      String name, Shape shape, Repetitions[] measured, double difference) {
    Repetitions reached = scaled(measured[0], 2e-9 * shape.multiplyAdds());
    return List.of(
        Figure.of(name + ".tokens-per-second", measured[0], "tokens/s", ""),
        Figure.of(name + ".products", reached, "GFLOP/s", name + ".peak"),
        Figure.of(name + ".peak", measured[1], "GFLOP/s", ""),
        Figure.ratio(name + ".share-of-peak", reached, measured[1], name + ".peak"),
        Figure.once(name + ".difference-from-plain", difference, "of the greatest logit", "1e-3"));
  }

  private static Repetitions scaled(Repetitions measured, double factor) {
    double[] values = measured.values().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
    return new Repetitions(values);
  }
}
