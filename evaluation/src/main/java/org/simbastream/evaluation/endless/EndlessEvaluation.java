package org.simbastream.evaluation.endless;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
 * Endless streams: reads one stream made of all logs for long. Measures the likelihood of the same
 * pieces of text after more and more tokens, the size of the state, and the gain of carrying the
 * state over resetting it.
 */
public final class EndlessEvaluation implements Evaluation {

  static final long[] MARKS = {1_000, 4_000, 10_000, 100_000, 1_000_000};
  private static final long[] FAST_MARKS = {1_000, 4_000};
  private static final String NAME = "endless";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "Does a state that is carried for 1,000,000 tokens predict as well as after 4,000, and"
        + " stay bounded?";
  }

  @Override
  public String needs() {
    return "files in corpus/logs: the stream is made of the first 95 % of lines, the pieces that are"
        + " read again and again of the rest";
  }

  @Override
  public List<Figure> run(EvaluationSettings settings) throws IOException {
    List<CorpusFile> files = new Corpus(settings.data()).logs();
    List<List<String>> logs = new ArrayList<>();
    for (CorpusFile file : files) {
      List<String> lines = file.read().training();
      if (!lines.isEmpty()) {
        logs.add(lines);
      }
    }
    try (Records records = new Records(settings.model());
        SurprisalReader dense =
            settings.surprisals().reader(settings.model(), SimbaSettings.DENSE);
        SurprisalReader simba =
            settings.surprisals().reader(settings.model(), EvaluationSettings.SIMBA)) {
      Probes probes = Probes.draw(records, files, settings.fast() ? 2 : 32, settings.seed());
      EndlessLog log = new EndlessLog(records, logs, settings.seed());
      int layers = settings.model().configuration().layers();
      ThreeReadings watch = new ThreeReadings(NAME, dense, simba, probes, records.start(), layers);
      long[] marks = settings.fast() ? FAST_MARKS : MARKS;
      for (long mark : marks) {
        settings.progress().accept(String.format("%s: up to %,d tokens", NAME, mark));
        watch.readTo(mark, log, settings.progress());
      }
      return watch.figures();
    }
  }

  @Override
  public boolean headline(Figure figure) {
    return !figure.name().contains(".span-");
  }

  @Override
  public List<Plot> plots(Figures figures) {
    return EndlessPlots.of(figures, NAME);
  }
}
