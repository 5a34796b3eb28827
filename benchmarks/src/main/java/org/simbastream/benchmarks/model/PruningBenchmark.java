package org.simbastream.benchmarks.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.benchmarks.figure.Benchmark;
import org.simbastream.benchmarks.figure.BenchmarkSettings;
import org.simbastream.benchmarks.figure.Figure;
import org.simbastream.benchmarks.figure.Repetitions;
import org.simbastream.benchmarks.shape.Models;
import org.simbastream.benchmarks.shape.Shape;
import org.simbastream.model.kernel.ImpactAggregation;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.parallel.Team;
import org.simbastream.model.simba.KeepSchedule;
import org.simbastream.model.simba.SelectionCriterion;
import org.simbastream.model.simba.SimbaSettings;

/** Simba beside plain Mamba, and what choosing the tokens costs. */
public final class PruningBenchmark implements Benchmark {

  private static final int KEYS = 8;
  private static final int TOKENS = 256;
  private static final double LAST = 0.1;

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
          Team team = new Team(settings.threads())) {
        PlainCheck.require(directory, model, team);
        figures.addAll(measure("simba." + shape.label(), model, team, settings.repetitions()));
      }
    }
    return figures;
  }

  private static List<Figure> measure(String name, MambaModel model, Team team, int repetitions) {
    SimbaSettings simba = SimbaSettings.linear(LAST, 0);
    try (Reader dense = new Reader(model, SimbaSettings.DENSE, team, KEYS, TOKENS);
        Reader pruned = new Reader(model, simba, team, KEYS, TOKENS);
        Reader unscored = new Reader(model, byPlace(simba), team, KEYS, TOKENS)) {
      Repetitions.Measurement[] ways = {
        () -> dense.tokensPerSecond(2),
        () -> pruned.tokensPerSecond(3),
        () -> unscored.tokensPerSecond(3)
      };
      Repetitions.inTurns(4, ways);
      Repetitions[] measured = Repetitions.inTurns(repetitions, ways);
      return List.of(
          Figure.of(name + ".dense", measured[0], "tokens/s", ""),
          Figure.of(name + ".pruned", measured[1], "tokens/s", name + ".dense"),
          Figure.ratio(name + ".speed-up", measured[1], measured[0], ""),
          Figure.of(name + ".pruned-by-place", measured[2], "tokens/s", name + ".pruned"),
          Figure.of(name + ".scoring", scoring(measured), "of dense Mamba's time", ""));
    }
  }

  /** The same numbers of tokens, chosen by their places: nothing is scored. */
  private static SimbaSettings byPlace(SimbaSettings simba) {
    return new SimbaSettings(
        simba.last(),
        KeepSchedule.LINEAR,
        simba.denseLayers(),
        SelectionCriterion.RECENCY,
        0,
        ImpactAggregation.MAX);
  }

  /** Time per token with scores less that without them, over dense Mamba's. */
  private static Repetitions scoring(Repetitions[] measured) {
    double[] shares = new double[measured[0].values().length];
    for (int i = 0; i < shares.length; i++) {
      double scored = 1 / measured[1].values()[i];
      double unscored = 1 / measured[2].values()[i];
      shares[i] = (scored - unscored) * measured[0].values()[i];
    }
    return new Repetitions(shares);
  }
}
