package org.simbastream.evaluation.quality;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.ablation.ChangedModel;
import org.simbastream.evaluation.statistic.Sample;
import org.simbastream.model.mamba.BundleMemory;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.simba.SimbaSettings;

/**
 * What a reader's gate and Simba each save and lose: with neither, with one of them, with both. The
 * likelihood is that of scores: of the early readout, of every token after the context, read as the
 * way itself reads.
 */
final class GateAndSimba {

  /** Stretches that share a forward pass. */
  private static final int BUNDLE = 16;

  /** What the figures' names have after the group. */
  static final String AS_SCORED = "as-scored.";

  private static final String UNIT = "nats/token";

  private final EvaluationSettings settings;
  private final String prefix;
  private final List<Stretch> stretches;
  private final List<Figure> figures = new ArrayList<>();

  private GateAndSimba(EvaluationSettings settings, String prefix, List<Stretch> stretches) {
    this.settings = settings;
    this.prefix = prefix + "." + AS_SCORED;
    this.stretches = stretches;
  }

  /**
   * Measures a reader; there are no figures of a model that reads every token.
   *
   * @param prefix what the figures' names begin with: {@code quality.logs}
   */
  static List<Figure> measure(EvaluationSettings settings, String prefix, List<Stretch> stretches)
      throws IOException {
    MambaModel reader = settings.model();
    if (reader.configuration().readerThreshold().isEmpty()) {
      return List.of();
    }
    settings.progress().accept(prefix + ": the gate and Simba");
    GateAndSimba comparison = new GateAndSimba(settings, prefix, stretches);
    try (ChangedModel ungated = ChangedModel.neverSure(reader.directory())) {
      comparison.compare(ungated.model(), reader);
    }
    return comparison.figures;
  }

  private void compare(MambaModel ungated, MambaModel gated) {
    int exit = gated.configuration().exitLayer().orElseThrow();
    SimbaSettings paper = SimbaSettings.linear(0.1, 0);
    SimbaSettings step = Variant.withOneStep(exit).get(0).settings();
    double[] neither = read("neither", ungated, SimbaSettings.DENSE, null);
    read("gate", gated, SimbaSettings.DENSE, neither);
    read("simba", ungated, paper, neither);
    read("simba-step", ungated, step, neither);
    read("gate-and-simba", gated, paper, neither);
    read("gate-and-simba-step", gated, step, neither);
  }

  /** Reads every stretch one way; returns the mean nats of each (stretches). */
  private double[] read(String way, MambaModel model, SimbaSettings pruning, double[] baseline) {
    double[] nats = new double[stretches.size()];
    OpCounts work = OpCounts.none(model.configuration().layers());
    try (ForwardPass pass = model.newForwardPass(pruning)) {
      for (int at = 0; at < nats.length; at += BUNDLE) {
        List<Stretch> bundle = stretches.subList(at, Math.min(at + BUNDLE, nats.length));
        BundleMemory memory = BundleMemory.start(bundle.size(), model.configuration().layers());
        for (int from = 0, to; from < Stretch.TOKENS; from = to) {
          to = Math.min(from + EvaluationSettings.CHUNK_TOKENS, Stretch.TOKENS);
          List<int[]> chunks = StretchReader.cut(bundle, from, to);
          List<ChunkResult> results = pass.run(chunks, memory, Outputs.SURPRISAL);
          for (int i = 0; i < results.size(); i++) {
            work = work.plus(results.get(i).work());
            if (from >= Stretch.CONTEXT) {
              int tokens = to - from;
              nats[at + i] += tokens * results.get(i).meanSurprisal(0, tokens);
            }
          }
        }
      }
    }
    for (int i = 0; i < nats.length; i++) {
      nats[i] /= Stretch.TOKENS - Stretch.CONTEXT;
    }
    add(way, nats, baseline, work);
    return nats;
  }

  private void add(String way, double[] nats, double[] baseline, OpCounts work) {
    Sample sample = baseline == null ? Sample.of(nats) : Sample.differences(nats, baseline);
    String against = baseline == null ? "" : prefix + "neither";
    figures.add(new Figure(prefix + way, sample.mean(), UNIT, sample.standardError(), against));
    figures.add(Figure.of(prefix + way + ".work", work.ratio(), "of dense", ""));
  }
}
