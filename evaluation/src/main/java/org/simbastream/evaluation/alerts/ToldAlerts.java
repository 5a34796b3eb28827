package org.simbastream.evaluation.alerts;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.MissingDataException;
import org.simbastream.evaluation.corpus.Corpus;
import org.simbastream.evaluation.corpus.CorpusFile;
import org.simbastream.evaluation.statistic.Sample;
import org.simbastream.evaluation.stream.StreamReading;
import org.simbastream.state.stream.AlertBar;

/** The records whose score is worth an alert: how many there are, and how many are right. */
final class ToldAlerts {

  private static final String QUIET = "alerts.quiet.";
  private static final String QUIET_MEAN = QUIET + "mean";
  private static final int QUIET_LINES = 1_500;
  private static final int FAST_LINES = 100;

  private ToldAlerts() {}

  /**
   * Of a labelled log.
   *
   * @param scores (lines)
   * @param alert (lines): whether it is labelled so
   */
  static List<Figure> ofLabelled(double[] scores, boolean[] alert) {
    int told = 0;
    int right = 0;
    int labelled = 0;
    for (int line = 0; line < alert.length; line++) {
      boolean isTold = isTold(scores[line]);
      told += isTold ? 1 : 0;
      right += isTold && alert[line] ? 1 : 0;
      labelled += alert[line] ? 1 : 0;
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.of("alerts.told", 1000.0 * told / alert.length, "per 1,000 lines", ""));
    if (told > 0) {
      figures.add(share("alerts.told-that-are-labelled", right, told));
    }
    if (labelled > 0) {
      figures.add(share("alerts.labelled-that-are-told", right, labelled));
    }
    return figures;
  }

  private static Figure share(String name, int part, int all) {
    double share = (double) part / all;
    return new Figure(name, share, "", Math.sqrt(share * (1 - share) / all), "");
  }

  /** Of the first lines of each log of the corpus, where hardly anything happens; may be none. */
  static List<Figure> ofQuietLogs(EvaluationSettings settings) throws IOException {
    List<CorpusFile> files;
    try {
      files = new Corpus(settings.data()).logs();
    } catch (MissingDataException e) {
      settings.progress().accept("alerts: no quiet logs: " + e.getMessage());
      return List.of();
    }
    StreamReading reading = new StreamReading(settings.model(), true, true, 1);
    List<Figure> figures = new ArrayList<>();
    Sample sample = new Sample();
    for (CorpusFile file : settings.fast() ? files.subList(0, 1) : files) {
      settings.progress().accept(QUIET + file.name());
      List<String> all = file.read().all();
      int lines = Math.min(all.size(), settings.fast() ? FAST_LINES : QUIET_LINES);
      long told =
          reading.scores(all.subList(0, lines)).stream().filter(r -> isTold(r.score())).count();
      sample.add(1000.0 * told / lines);
      figures.add(Figure.of(QUIET + file.name(), 1000.0 * told / lines, "per 1,000 lines", ""));
    }
    figures.add(
        new Figure(QUIET_MEAN, sample.mean(), "per 1,000 lines", sample.standardError(), ""));
    return figures;
  }

  /** Whether a figure is that of one file only. */
  static boolean isOfOneQuietLog(Figure figure) {
    return figure.name().startsWith(QUIET) && !figure.name().equals(QUIET_MEAN);
  }

  private static boolean isTold(double score) {
    return score >= AlertBar.USUAL;
  }
}
