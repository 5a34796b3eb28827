package org.simbastream.evaluation.language;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.simbastream.evaluation.Evaluation;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.Figures;
import org.simbastream.evaluation.corpus.Corpus;
import org.simbastream.evaluation.corpus.CorpusFile;
import org.simbastream.evaluation.corpus.Records;
import org.simbastream.evaluation.plot.Plot;
import org.simbastream.evaluation.surprisal.SurprisalReader;
import org.simbastream.model.simba.SimbaSettings;

/**
 * Bits per byte on the end of every file, which training has not seen: from the top and from the
 * early readout, dense and under Simba, each beside compressors on the same bytes.
 */
public final class LanguageEvaluation implements Evaluation {

  private static final String NAME = "language";
  private static final int FAST_FILES = 2;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "How many bits a byte does the model need for text that it has not seen, beside xz -9"
        + " and zstd -19?";
  }

  @Override
  public String needs() {
    return "files in corpus/logs and corpus/text, of which it reads the last 5 % of lines";
  }

  @Override
  public boolean headline(Figure figure) {
    return figure.name().contains(".mean-") && !figure.name().contains("-over-zstd");
  }

  @Override
  public List<Figure> run(EvaluationSettings settings) throws IOException {
    Corpus corpus = new Corpus(settings.data());
    Map<String, List<CorpusFile>> groups = new LinkedHashMap<>();
    groups.put("logs", corpus.logs());
    groups.put("text", corpus.text());
    List<Figure> figures = new ArrayList<>();
    try (SurprisalReader dense = reader(settings, SimbaSettings.DENSE);
        SurprisalReader simba = reader(settings, EvaluationSettings.SIMBA);
        Records records = new Records(settings.model())) {
      FileMeasurement measurement =
          new FileMeasurement(
              dense, simba, records, settings.model().configuration().vocabSize(), settings.fast());
      for (Map.Entry<String, List<CorpusFile>> group : groups.entrySet()) {
        Ratios ratios = new Ratios(NAME + "." + group.getKey());
        for (CorpusFile file : some(group.getValue(), settings.fast())) {
          settings.progress().accept(NAME + ": " + group.getKey() + " " + file.name());
          String prefix = NAME + "." + group.getKey() + "." + file.name();
          List<Figure> measured = measurement.measure(prefix, file);
          Familiarity familiarity = familiarity(settings, file);
          figures.add(Figure.of(prefix + ".seen", familiarity.value(), "1 = yes", ""));
          figures.addAll(measured);
          ratios.add(familiarity, prefix, new Figures(measured));
        }
        figures.addAll(ratios.figures());
      }
    }
    return figures;
  }

  @Override
  public List<Plot> plots(Figures figures) {
    return LanguagePlots.of(figures, NAME);
  }

  private static SurprisalReader reader(EvaluationSettings settings, SimbaSettings pruning) {
    return settings.surprisals().reader(settings.model(), pruning);
  }

  private static List<CorpusFile> some(List<CorpusFile> files, boolean fast) {
    return fast ? files.subList(0, Math.min(FAST_FILES, files.size())) : files;
  }

  private static Familiarity familiarity(EvaluationSettings settings, CorpusFile file) {
    if (settings.trainedOn().isEmpty()) {
      return Familiarity.UNKNOWN;
    }
    Set<String> trained = settings.trainedOn().get();
    return trained.contains(file.fileName()) || trained.contains(file.name())
        ? Familiarity.SEEN
        : Familiarity.UNSEEN;
  }
}
