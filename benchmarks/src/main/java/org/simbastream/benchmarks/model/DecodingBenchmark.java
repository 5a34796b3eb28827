package org.simbastream.benchmarks.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.benchmarks.figure.Benchmark;
import org.simbastream.benchmarks.figure.BenchmarkSettings;
import org.simbastream.benchmarks.figure.Figure;
import org.simbastream.benchmarks.figure.Repetitions;
import org.simbastream.benchmarks.machine.ReadBandwidth;
import org.simbastream.benchmarks.shape.Models;
import org.simbastream.benchmarks.shape.Shape;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.parallel.Team;
import org.simbastream.model.simba.SimbaSettings;

/** One token after the other, which is bound by reading all weights for each. */
public final class DecodingBenchmark implements Benchmark {

  private static final int TOKENS = 24;

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
        Team team = new Team(settings.threads());
        ReadBandwidth bandwidth = new ReadBandwidth(settings.threads());
        Reader reader = new Reader(model, SimbaSettings.DENSE, team, 1, 1)) {
      PlainCheck.require(directory, model, team);
      Repetitions.Measurement decode = () -> reader.tokensPerSecond(TOKENS, Outputs.LAST_LOGITS);
      Repetitions.inTurns(4, decode, bandwidth::gigabytesPerSecond);
      Repetitions[] measured =
          Repetitions.inTurns(settings.repetitions(), decode, bandwidth::gigabytesPerSecond);
      double bytes = 4.0 * (shape.multiplyAdds() + (double) shape.dModel() * shape.vocabSize());
      double[] bound = measured[1].values().clone();
      for (int i = 0; i < bound.length; i++) {
        bound[i] *= 1e9 / bytes;
      }
      Repetitions bounds = new Repetitions(bound);
      String name = "decode." + shape.label();
      return List.of(
          Figure.of(name + ".float32", measured[0], "tokens/s", name + ".bound"),
          Figure.of(name + ".bound", bounds, "tokens/s", ""),
          Figure.ratio(name + ".share-of-bound", measured[0], bounds, "0.80"));
    }
  }
}
