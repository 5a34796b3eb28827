package org.simbastream.evaluation.quality;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.simbastream.evaluation.Evaluation;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.Figures;
import org.simbastream.evaluation.corpus.Corpus;
import org.simbastream.evaluation.corpus.CorpusFile;
import org.simbastream.evaluation.corpus.Records;
import org.simbastream.evaluation.plot.Plot;
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.model.simba.SelectionCriterion;
import org.simbastream.model.simba.SimbaSettings;

/**
 * Quality against work: what is lost of the likelihood of what follows when a context is read
 * pruned, for every way of pruning, at equal work and over work.
 */
public final class QualityEvaluation implements Evaluation {

  private static final String NAME = "quality";
  private static final String ROUNDED_STATE = "state-in-bfloat16";
  private static final Set<SelectionCriterion> FAST_CRITERIA =
      EnumSet.of(SelectionCriterion.RECENCY, SelectionCriterion.RANDOM, SelectionCriterion.IMPACT);

  private static final List<String> HEADLINES =
      List.of(
          "dense.",
          GateAndSimba.AS_SCORED,
          "without-context.",
          SmallModel.LABEL,
          Variant.PAPER + ".chunk-" + Variant.CHUNK,
          "recency.chunk-" + Variant.CHUNK,
          "random.chunk-" + Variant.CHUNK);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "What is lost of the likelihood of what follows, now and after a gap, over the work"
        + " that pruning leaves?";
  }

  @Override
  public String needs() {
    return "files in corpus/logs and corpus/text whose last 5 % of lines have "
        + Stretch.TOKENS
        + " tokens";
  }

  @Override
  public boolean headline(Figure figure) {
    String variant = figure.name().replaceFirst("^[^.]*\\.[^.]*\\.", "");
    return HEADLINES.stream().anyMatch(variant::startsWith);
  }

  @Override
  public List<Figure> run(EvaluationSettings settings) throws IOException {
    if (variants(settings).isEmpty()) {
      throw new IllegalArgumentException(
          "--variant "
              + String.join(" ", settings.variants())
              + ": give some of "
              + names(settings));
    }
    Corpus corpus = new Corpus(settings.data());
    List<CorpusFile> logs = corpus.logs();
    List<CorpusFile> text = corpus.text();
    List<Figure> figures = new ArrayList<>();
    try (Records records = new Records(settings.model())) {
      StretchDraw draw = new StretchDraw(records, settings.seed());
      List<Stretch> fromLogs = draw.draw(logs, settings.fast() ? 2 : 48);
      List<Stretch> fromText = draw.draw(text, settings.fast() ? 1 : 24);
      figures.addAll(measure(settings, "logs", fromLogs));
      figures.addAll(GateAndSimba.measure(settings, NAME + ".logs", fromLogs));
      figures.addAll(measure(settings, "text", fromText));
      figures.addAll(GateAndSimba.measure(settings, NAME + ".text", fromText));
    }
    return figures;
  }

  private List<Figure> measure(EvaluationSettings settings, String group, List<Stretch> stretches) {
    List<Variant> variants = variants(settings);
    try (StretchReader reader = new StretchReader(settings.model())) {
      Likelihoods dense = reader.read(stretches, SimbaSettings.DENSE, Variant.CHUNK);
      LossFigures figures = new LossFigures(NAME + "." + group, dense);
      figures.losses("without-context", reader.readWithoutContext(stretches));
      figures.losses(ROUNDED_STATE, readRounded(settings, stretches));
      settings.smallModel().ifPresent(small -> SmallModel.measure(settings, stretches, figures));
      for (int i = 0; i < variants.size(); i++) {
        Variant variant = variants.get(i);
        settings
            .progress()
            .accept(
                String.format(
                    "%s: %s, %d of %d, %s", NAME, group, i + 1, variants.size(), variant.label()));
        Likelihoods pruned = reader.read(stretches, variant.settings(), variant.chunkTokens());
        figures.losses(variant.label(), pruned);
        figures.work(variant.label(), pruned.work());
      }
      return figures.all();
    }
  }

  /** Dense, with states rounded between chunks. */
  private static Likelihoods readRounded(EvaluationSettings settings, List<Stretch> stretches) {
    try (StretchReader reader = new StretchReader(settings.model(), StatePrecision.BFLOAT16)) {
      return reader.read(stretches, SimbaSettings.DENSE, Variant.CHUNK);
    }
  }

  private static String names(EvaluationSettings settings) {
    return all(settings).stream().map(Variant::name).distinct().collect(Collectors.joining(", "));
  }

  private static List<Variant> variants(EvaluationSettings settings) {
    Set<String> asked = settings.variants();
    return all(settings).stream()
        .filter(
            variant ->
                asked.isEmpty()
                    || asked.contains(variant.name())
                    || asked.contains(variant.label()))
        .toList();
  }

  private static List<Variant> all(EvaluationSettings settings) {
    List<Variant> variants = new ArrayList<>();
    if (settings.fast()) {
      Variant.criteria(Variant.CHUNK).stream()
          .filter(variant -> FAST_CRITERIA.contains(variant.settings().criterion()))
          .forEach(variants::add);
      variants.addAll(Variant.schedules(denseLayers(settings)).subList(0, 2));
      return variants;
    }
    Variant.CHUNKS.forEach(chunk -> variants.addAll(Variant.criteria(chunk)));
    variants.addAll(Variant.schedules(denseLayers(settings)));
    variants.addAll(Variant.withOneStep(denseLayers(settings)));
    for (SelectionCriterion criterion : QualityPlots.CURVES) {
      variants.addAll(Variant.withStepBelow(denseLayers(settings), criterion));
      variants.addAll(Variant.curve(criterion));
    }
    return variants;
  }

  /** Layers below the early readout; a quarter of all without one. */
  private static int denseLayers(EvaluationSettings settings) {
    int layers = settings.model().configuration().layers();
    return settings.model().configuration().exitLayer().orElse(Math.max(1, layers / 4));
  }

  @Override
  public List<Plot> plots(Figures figures) {
    List<Plot> plots = new ArrayList<>();
    plots.addAll(QualityPlots.of(figures, NAME + ".logs", "Logs"));
    plots.addAll(QualityPlots.of(figures, NAME + ".text", "Other text"));
    return plots;
  }
}
