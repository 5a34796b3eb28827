package org.simbastream.evaluation.flow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.simbastream.evaluation.Evaluation;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.Figures;
import org.simbastream.evaluation.MissingDataException;
import org.simbastream.evaluation.corpus.Corpus;
import org.simbastream.evaluation.corpus.CorpusFile;
import org.simbastream.evaluation.corpus.Records;
import org.simbastream.evaluation.plot.Plot;
import org.simbastream.evaluation.statistic.Sample;
import org.simbastream.kernels.ImpactAggregation;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.model.simba.KeepSchedule;
import org.simbastream.model.simba.SelectionCriterion;
import org.simbastream.model.simba.SimbaSettings;

/** Information flow: plants a fact in a log and asks for it at growing distances. */
public final class FlowEvaluation implements Evaluation {

  private static final String NAME = "flow";
  private static final int[] DISTANCES = {256, 1024, 4096, 16_384};
  private static final int[] FAST_DISTANCES = {256, 1024};
  private static final String DENSE = "dense";
  private static final String SMALL = "small-model";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "Is a fact that the stream told once still known 256 to 16,384 tokens later?";
  }

  @Override
  public String needs() {
    return "files in corpus/logs, whose lines come between the fact and the question";
  }

  @Override
  public List<Figure> run(EvaluationSettings settings) throws IOException {
    List<CorpusFile> logs = new Corpus(settings.data()).logs();
    int[] distances = settings.fast() ? FAST_DISTANCES : DISTANCES;
    List<Trial> trials = draw(settings, logs, distances);
    List<Figure> figures = new ArrayList<>();
    OpCounts dense =
        measure(settings.model(), DENSE, SimbaSettings.DENSE, trials, settings, figures);
    if (settings.smallModel().isPresent()) {
      MambaModel small = settings.smallModel().get();
      OpCounts work = measure(small, SMALL, SimbaSettings.DENSE, trials, settings, figures);
      double share = (double) work.dense() / dense.dense();
      figures.add(Figure.of(NAME + "." + SMALL + ".work", share, "of dense", ""));
    }
    for (Map.Entry<String, SimbaSettings> variant : variants().entrySet()) {
      String label = variant.getKey();
      OpCounts work =
          measure(settings.model(), label, variant.getValue(), trials, settings, figures);
      figures.add(Figure.of(NAME + "." + label + ".work", work.ratio(), "of dense", ""));
    }
    return figures;
  }

  @Override
  public boolean headline(Figure figure) {
    return figure.name().endsWith(".gain") || figure.name().endsWith(".work");
  }

  @Override
  public List<Plot> plots(Figures figures) {
    List<String> labels = new ArrayList<>(List.of(DENSE, SMALL));
    labels.addAll(variants().keySet());
    return FlowPlots.of(figures, NAME, labels, DISTANCES);
  }

  /** Simba with its defaults, with a far horizon, and the baselines at equal work. */
  private static Map<String, SimbaSettings> variants() {
    Map<String, SimbaSettings> variants = new LinkedHashMap<>();
    variants.put("simba", EvaluationSettings.SIMBA);
    variants.put("simba-horizon-1024", SimbaSettings.linear(EvaluationSettings.SIMBA.last(), 1024));
    variants.put("simba-split-1024", linear(SelectionCriterion.SPLIT_IMPACT, 1024));
    variants.put("recency", linear(SelectionCriterion.RECENCY, 0));
    variants.put("random", linear(SelectionCriterion.RANDOM, 0));
    return variants;
  }

  private static SimbaSettings linear(SelectionCriterion criterion, int horizon) {
    return new SimbaSettings(
        EvaluationSettings.SIMBA.last(),
        KeepSchedule.LINEAR,
        0,
        criterion,
        horizon,
        ImpactAggregation.MAX);
  }

  private static List<Trial> draw(
      EvaluationSettings settings, List<CorpusFile> logs, int[] distances) throws IOException {
    SplittableRandom random = new SplittableRandom(settings.seed());
    List<Trial> trials = new ArrayList<>();
    try (Records records = new Records(settings.model())) {
      int count = settings.fast() ? 2 : 24;
      for (int i = 0; i < count; i++) {
        CorpusFile log = logs.get(i % logs.size());
        List<String> lines = log.read().all();
        if (lines.isEmpty()) {
          throw new MissingDataException(log.path() + " has no lines");
        }
        trials.add(Trial.draw(records, lines, distances, EvaluationSettings.CHUNK_TOKENS, random));
      }
    }
    return trials;
  }

  private static OpCounts measure(
      MambaModel model,
      String label,
      SimbaSettings pruning,
      List<Trial> trials,
      EvaluationSettings settings,
      List<Figure> figures) {
    settings.progress().accept(NAME + ": " + label);
    int[] distances = settings.fast() ? FAST_DISTANCES : DISTANCES;
    try (FactReader reader = new FactReader(model, pruning)) {
      List<List<Answer>> fact = reader.read(trials, Trial::fact);
      List<List<Answer>> control = reader.read(trials, Trial::control);
      for (int i = 0; i < distances.length; i++) {
        String prefix = NAME + "." + label + ".distance-" + distances[i];
        figures.addAll(figures(prefix, fact.get(i), control.get(i)));
      }
      return reader.work();
    }
  }

  /** What is known of the fact, what would be guessed without it, and the gain, trial by trial. */
  static List<Figure> figures(String prefix, List<Answer> fact, List<Answer> control) {
    double[] said = fact.stream().mapToDouble(Answer::logLikelihood).toArray();
    double[] guessed = control.stream().mapToDouble(Answer::logLikelihood).toArray();
    Sample rank = Sample.of(fact.stream().mapToDouble(Answer::rank).toArray());
    Sample guessedRank = Sample.of(control.stream().mapToDouble(Answer::rank).toArray());
    String controlName = prefix + ".control-log-likelihood";
    return List.of(
        figure(prefix + ".log-likelihood", Sample.of(said), "nats/token", controlName),
        figure(controlName, Sample.of(guessed), "nats/token", ""),
        figure(prefix + ".gain", Sample.differences(said, guessed), "nats/token", controlName),
        figure(prefix + ".rank", rank, "place", prefix + ".control-rank"),
        figure(prefix + ".control-rank", guessedRank, "place", ""));
  }

  private static Figure figure(String name, Sample sample, String unit, String baseline) {
    return new Figure(name, sample.mean(), unit, sample.standardError(), baseline);
  }
}
