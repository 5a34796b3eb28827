package org.simbastream.evaluation.alerts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.simbastream.evaluation.Evaluation;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.ranking.LineRanking;
import org.simbastream.evaluation.ranking.Rankings;
import org.simbastream.evaluation.ranking.SeverityWords;
import org.simbastream.evaluation.stream.StreamReading;
import org.simbastream.records.ScoredRecord;

/**
 * The labelled lines of BlueGene/L, as one stream and as ten that begin anew: how well the score
 * separates alerts from other lines. The score uses only the lines before; the rankings compared
 * with it use all lines of the stream. And how many lines of any log would raise an alert.
 */
public final class AlertsEvaluation implements Evaluation {

  private static final Path FILE = Path.of("labelled", "BGL_2k.log");

  private static final String BASELINE = "rarest-template";

  /** Lines of each of the streams that begin anew. */
  private static final int FRESH_LINES = 200;

  /** Lines of the short version: the first alerts are among them. */
  private static final int FAST_LINES = 400;

  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public String question() {
    return "Do lines that operators called alerts have higher scores than other lines?";
  }

  @Override
  public String needs() {
    return "labelled/BGL_2k.log; files in corpus/logs, if they are there";
  }

  @Override
  public boolean headline(Figure figure) {
    return !ToldAlerts.isOfOneQuietLog(figure);
  }

  @Override
  public List<Figure> run(EvaluationSettings settings) throws IOException {
    Labelled labelled = read(settings);
    List<String> masked = labelled.lines().stream().map(SeverityWords::masked).toList();
    List<Figure> figures = new ArrayList<>();
    double[] scores =
        measure("alerts.auc", List.of(labelled.lines()), labelled.alert(), settings, figures);
    measure("alerts.masked.auc", List.of(masked), labelled.alert(), settings, figures);
    measure("alerts.fresh.auc", cut(labelled.lines()), labelled.alert(), settings, figures);
    measure("alerts.fresh.masked.auc", cut(masked), labelled.alert(), settings, figures);
    figures.addAll(ToldAlerts.ofLabelled(scores, labelled.alert()));
    figures.addAll(ToldAlerts.ofQuietLogs(settings));
    return figures;
  }

  /** Pieces of a log, as streams that begin anew. */
  private static List<List<String>> cut(List<String> lines) {
    List<List<String>> pieces = new ArrayList<>();
    for (int from = 0; from < lines.size(); from += FRESH_LINES) {
      pieces.add(lines.subList(from, Math.min(from + FRESH_LINES, lines.size())));
    }
    return pieces;
  }

  /**
   * Lines without their labels, and which of them operators called alerts.
   *
   * @param alert (lines)
   */
  public record Labelled(List<String> lines, boolean[] alert) {}

  /** The labelled lines of the data folder; null if they are not there. */
  public static Labelled labelled(EvaluationSettings settings) throws IOException {
    return Files.isRegularFile(settings.data().resolve(FILE)) ? read(settings) : null;
  }

  private static Labelled read(EvaluationSettings settings) throws IOException {
    List<String> labelled =
        Files.readAllLines(settings.data().resolve(FILE), StandardCharsets.UTF_8);
    if (settings.fast()) {
      labelled = labelled.subList(0, Math.min(FAST_LINES, labelled.size()));
    }
    boolean[] alert = new boolean[labelled.size()];
    for (int line = 0; line < alert.length; line++) {
      alert[line] = !labelled.get(line).startsWith("- ");
    }
    return new Labelled(labelled.stream().map(AlertsEvaluation::withoutLabel).toList(), alert);
  }

  private static double[] measure(
      String group,
      List<List<String>> streams,
      boolean[] alert,
      EvaluationSettings settings,
      List<Figure> figures) {
    settings.progress().accept(group + ": reading " + alert.length + " lines");
    List<ScoredRecord> records = read(streams, true, true, settings);
    double[] scores = column(records, ScoredRecord::score);
    figures.add(figure(group + ".simba", scores, alert));
    figures.add(figure(group + ".depth", column(records, ScoredRecord::depthMean), alert));
    if (settings.model().configuration().readerThreshold().isEmpty()) {
      // No part of a reader can be switched off; what its parts do is in the part "matters".
      List<ScoredRecord> model = read(streams, true, false, settings);
      figures.add(figure(group + ".without-recall", column(model, ScoredRecord::score), alert));
      List<ScoredRecord> recall = read(streams, false, true, settings);
      figures.add(figure(group + ".recall-alone", column(recall, ScoredRecord::score), alert));
      List<ScoredRecord> history = read(streams, false, false, settings);
      figures.add(
          figure(group + ".without-surprisal", column(history, ScoredRecord::score), alert));
    }
    for (LineRanking ranking : Rankings.ofLogs()) {
      double[] ranks =
          streams.stream()
              .flatMapToDouble(lines -> Arrays.stream(ranking.scores(List.of(), lines)))
              .toArray();
      figures.add(figure(group + "." + ranking.name(), ranks, alert));
    }
    return scores;
  }

  private static List<ScoredRecord> read(
      List<List<String>> streams, boolean readout, boolean recall, EvaluationSettings settings) {
    StreamReading reading = new StreamReading(settings.model(), readout, recall, 1);
    return streams.stream().flatMap(lines -> reading.scores(lines).stream()).toList();
  }

  private static double[] column(
      List<ScoredRecord> records, ToDoubleFunction<ScoredRecord> column) {
    return records.stream().mapToDouble(column).toArray();
  }

  private static Figure figure(String name, double[] scores, boolean[] alert) {
    AreaUnderCurve area = AreaUnderCurve.of(scores, alert);
    String baseline = name.substring(0, name.lastIndexOf('.') + 1) + BASELINE;
    return new Figure(name, area.value(), "", area.spread(), name.equals(baseline) ? "" : baseline);
  }

  private static String withoutLabel(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }
}
