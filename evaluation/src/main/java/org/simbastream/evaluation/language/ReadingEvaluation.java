package org.simbastream.evaluation.language;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.simbastream.evaluation.Evaluation;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.corpus.Corpus;
import org.simbastream.evaluation.corpus.CorpusFile;
import org.simbastream.evaluation.corpus.Records;
import org.simbastream.evaluation.statistic.Sample;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;

/**
 * How much of whole streams the model reads with the default settings: of their first 2,000 lines,
 * and in all.
 */
public final class ReadingEvaluation implements Evaluation {

  private static final String NAME = "reading";
  private static final int CHUNK = EvaluationSettings.CHUNK_TOKENS;
  private static final Outputs OUTPUTS = Outputs.forScores(true, true);
  private static final int FIRST = 2_000;
  private static final int FAST_LINES = 40;
  private static final int FAST_FILES = 2;

  private final Map<String, Sample> means = new LinkedHashMap<>();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "What share of a stream's tokens does the model read, and how much of dense Mamba's work"
        + " is that?";
  }

  @Override
  public String needs() {
    return "files in corpus/logs";
  }

  @Override
  public boolean headline(Figure figure) {
    return figure.name().contains(".mean.");
  }

  @Override
  public List<Figure> run(EvaluationSettings settings) throws IOException {
    List<CorpusFile> files = new Corpus(settings.data()).logs();
    List<Figure> figures = new ArrayList<>();
    means.clear();
    try (ForwardPass pass = settings.model().newForwardPass(EvaluationSettings.SIMBA);
        Records records = new Records(settings.model())) {
      for (CorpusFile file :
          settings.fast() ? files.subList(0, Math.min(FAST_FILES, files.size())) : files) {
        settings.progress().accept(NAME + ": " + file.name());
        List<String> lines = new ArrayList<>(file.read().training());
        lines.addAll(file.read().heldOut());
        measure(file.name(), lines, pass, records, settings, figures);
      }
    }
    means.forEach(
        (what, mean) ->
            figures.add(
                new Figure(NAME + ".mean." + what, mean.mean(), "", mean.standardError(), "")));
    return figures;
  }

  private void measure(
      String file,
      List<String> lines,
      ForwardPass pass,
      Records records,
      EvaluationSettings settings,
      List<Figure> figures) {
    int layers = settings.model().configuration().layers();
    int first = settings.fast() ? FAST_LINES / 2 : FIRST;
    int all = settings.fast() ? Math.min(FAST_LINES, lines.size()) : lines.size();
    StreamMemory memory = new StreamMemory(layers);
    OpCounts work = OpCounts.none(layers);
    long firstTokens = records.stream(lines.subList(0, Math.min(first, all))).length;
    for (int[] chunk : records.chunks(lines.subList(0, all), CHUNK)) {
      long before = work.tokens();
      work = work.plus(pass.run(chunk, memory, OUTPUTS).work());
      if (before < firstTokens && work.tokens() >= firstTokens) {
        add(file, "first", work, figures);
      }
    }
    add(file, "all", work, figures);
  }

  private void add(String file, String part, OpCounts work, List<Figure> figures) {
    double read = work.tokens() == 0 ? 1 : (double) work.tokensByLayer()[0] / work.tokens();
    add(file, part + ".read", read, figures);
    add(file, part + ".work", work.ratio(), figures);
  }

  private void add(String file, String what, double value, List<Figure> figures) {
    figures.add(Figure.of(NAME + "." + file + "." + what, value, "", ""));
    means.computeIfAbsent(what, w -> new Sample()).add(value);
  }
}
