package org.simbastream.benchmarks.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.benchmarks.figure.Benchmark;
import org.simbastream.benchmarks.figure.BenchmarkSettings;
import org.simbastream.benchmarks.figure.Figure;
import org.simbastream.benchmarks.figure.Repetitions;
import org.simbastream.benchmarks.shape.Models;
import org.simbastream.benchmarks.shape.Shape;
import org.simbastream.kernels.ImpactAggregation;
import org.simbastream.kernels.parallel.ThreadTeam;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.simba.KeepSchedule;
import org.simbastream.model.simba.SelectionCriterion;
import org.simbastream.model.simba.SimbaSettings;

/** Measures Simba compared with plain Mamba, and the cost of selecting tokens. */
public final class PruningBenchmark implements Benchmark {

  private static final int KEYS = 8;
  private static final int TOKENS = 256;
  private static final double LAST = 0.1;
  private static final int WARM_UP = 20;
  private static final Duration TURN = Duration.ofSeconds(15);

  @Override
  public String name() {
    return "simba";
  }

  @Override
  public String question() {
    return "How much faster are 8 keys' chunks of 256 tokens read when upper layers skip tokens?";
  }

  @Override
  public List<Figure> run(BenchmarkSettings settings) {
    List<Figure> figures = new ArrayList<>();
    for (Shape shape : settings.shapes()) {
      Path directory = Models.directory(settings.folder(), shape);
      settings.progress().accept("simba, shape " + shape);
      try (MambaModel model = MambaModel.load(directory);
          ThreadTeam team = new ThreadTeam(settings.threads())) {
        PlainCheck.require(directory, model, team);
        figures.addAll(measure("simba." + shape.label(), model, team, settings.repetitions()));
      }
    }
    return figures;
  }

  private static List<Figure> measure(
      String name, MambaModel model, ThreadTeam team, int repetitions) {
    SimbaSettings linear = SimbaSettings.linear(LAST, 0);
    try (Reader dense = new Reader(model, SimbaSettings.DENSE, team, KEYS, TOKENS);
        Reader pruned = new Reader(model, linear, team, KEYS, TOKENS);
        Reader unscored = new Reader(model, byPlace(KeepSchedule.LINEAR), team, KEYS, TOKENS);
        Reader staged = new Reader(model, staged(linear), team, KEYS, TOKENS);
        Reader stagedUnscored =
            new Reader(model, byPlace(KeepSchedule.STAGED), team, KEYS, TOKENS);
        Reader step = new Reader(model, step(linear, model), team, KEYS, TOKENS)) {
      Repetitions.Measurement[] ways = {
        () -> dense.tokensPerSecond(1),
        () -> pruned.tokensPerSecond(1),
        () -> unscored.tokensPerSecond(1),
        () -> staged.tokensPerSecond(1),
        () -> stagedUnscored.tokensPerSecond(1),
        () -> step.tokensPerSecond(1)
      };
      Repetitions.inTurns(WARM_UP, ways);
      Repetitions[] measured = Repetitions.inLongTurns(repetitions, TURN, ways);
      return List.of(
          Figure.of(name + ".dense", measured[0], "tokens/s", ""),
          Figure.of(name + ".linear", measured[1], "tokens/s", name + ".dense"),
          Figure.ratio(name + ".linear.speed-up", measured[1], measured[0], name + ".dense"),
          scoring(name + ".linear.scoring", measured[0], measured[1], measured[2]),
          Figure.of(name + ".staged", measured[3], "tokens/s", name + ".dense"),
          Figure.ratio(name + ".staged.speed-up", measured[3], measured[0], name + ".dense"),
          scoring(name + ".staged.scoring", measured[0], measured[3], measured[4]),
          Figure.of(name + ".step", measured[5], "tokens/s", name + ".dense"),
          Figure.ratio(name + ".step.speed-up", measured[5], measured[0], name + ".dense"));
    }
  }

  private static SimbaSettings staged(SimbaSettings linear) {
    return new SimbaSettings(
        LAST, KeepSchedule.STAGED, 0, linear.criterion(), 0, linear.aggregation());
  }

  /** A tenth of the tokens above a quarter of the layers, where the bundled model's readout is. */
  private static SimbaSettings step(SimbaSettings linear, MambaModel model) {
    int dense = Math.max(1, model.configuration().layers() / 4);
    return new SimbaSettings(
        LAST, KeepSchedule.STEP, dense, linear.criterion(), 0, linear.aggregation());
  }

  /** As many tokens, chosen by position: no token is scored. */
  private static SimbaSettings byPlace(KeepSchedule schedule) {
    return new SimbaSettings(
        LAST, schedule, 0, SelectionCriterion.RECENCY, 0, ImpactAggregation.MAX);
  }

  /** Time per token with scores less that without them, over dense Mamba's. */
  private static Figure scoring(
      String name, Repetitions dense, Repetitions scored, Repetitions unscored) {
    double[] shares = new double[dense.values().length];
    for (int i = 0; i < shares.length; i++) {
      double more = 1 / scored.values()[i] - 1 / unscored.values()[i];
      shares[i] = more * dense.values()[i];
    }
    return Figure.of(name, new Repetitions(shares), "of dense Mamba's time", "");
  }
}
