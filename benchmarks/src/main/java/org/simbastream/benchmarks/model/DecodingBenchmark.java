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
import org.simbastream.benchmarks.machine.ReadBandwidth;
import org.simbastream.benchmarks.shape.Models;
import org.simbastream.benchmarks.shape.Shape;
import org.simbastream.kernels.parallel.ThreadTeam;
import org.simbastream.model.linear.Products;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.simba.SimbaSettings;

/**
 * Measures decoding one token at a time, which is limited by reading all weights for each token.
 */
public final class DecodingBenchmark implements Benchmark {

  private static final int TOKENS = 24;
  private static final Duration TURN = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "decode";
  }

  @Override
  public String question() {
    return "How fast is one stream continued, and how near is that to reading the weights once a"
        + " token?";
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
    settings.progress().accept("decoding, shape " + shape);
    try (MambaModel model = MambaModel.load(directory);
        MambaModel half = MambaModel.load(directory, Products.VECTOR_BFLOAT16);
        MambaModel eighth = MambaModel.load(directory, Products.VECTOR_INT8);
        ThreadTeam team = new ThreadTeam(settings.threads());
        ReadBandwidth bandwidth = new ReadBandwidth(settings.threads());
        Reader reader = new Reader(model, SimbaSettings.DENSE, team, 1, 1);
        Reader halfReader = new Reader(half, SimbaSettings.DENSE, team, 1, 1);
        Reader eighthReader = new Reader(eighth, SimbaSettings.DENSE, team, 1, 1)) {
      PlainCheck.require(directory, model, team);
      Repetitions.Measurement[] ways = {
        () -> reader.tokensPerSecond(TOKENS, Outputs.LAST_LOGITS),
        () -> halfReader.tokensPerSecond(TOKENS, Outputs.LAST_LOGITS),
        () -> eighthReader.tokensPerSecond(TOKENS, Outputs.LAST_LOGITS),
        bandwidth::gigabytesPerSecond
      };
      Repetitions.inTurns(8, ways);
      Repetitions[] measured = Repetitions.inLongTurns(settings.repetitions(), TURN, ways);
      String name = "decode." + shape.label();
      List<Figure> figures = new ArrayList<>(figures(name, shape, measured));
      Peers.find(settings, shape)
          .ifPresent(peer -> figures.addAll(beside(peer, name, ways[0], settings.repetitions())));
      return figures;
    }
  }

  private static List<Figure> figures(String name, Shape shape, Repetitions[] measured) {
    double bytes = 4.0 * (shape.multiplyAdds() + (double) shape.dModel() * shape.vocabSize());
    double[] bound = measured[3].values().clone();
    for (int i = 0; i < bound.length; i++) {
      bound[i] *= 1e9 / bytes;
    }
    Repetitions bounds = new Repetitions(bound);
    return List.of(
        Figure.of(name + ".float32", measured[0], "tokens/s", name + ".bound"),
        Figure.of(name + ".bound", bounds, "tokens/s", ""),
        Figure.ratio(name + ".share-of-bound", measured[0], bounds, name + ".bound"),
        Figure.of(name + ".bfloat16", measured[1], "tokens/s", name + ".float32"),
        Figure.of(name + ".int8", measured[2], "tokens/s", name + ".float32"),
        Figure.ratio(name + ".bfloat16-over-float32", measured[1], measured[0], ""),
        Figure.ratio(name + ".int8-over-float32", measured[2], measured[0], ""));
  }

  /** Decoding again, in turns with the peer. */
  private static List<Figure> beside(
      Peer peer, String name, Repetitions.Measurement decode, int repetitions) {
    try (peer) {
      peer.decodedTokensPerSecond(TOKENS);
      Repetitions[] measured =
          Repetitions.inLongTurns(
              repetitions, TURN, decode, () -> peer.decodedTokensPerSecond(TOKENS));
      String other = name + "." + peer.name();
      return List.of(
          Figure.of(other, measured[1], "tokens/s", ""),
          Figure.ratio(name + ".over-" + peer.name(), measured[0], measured[1], other));
    }
  }
}
