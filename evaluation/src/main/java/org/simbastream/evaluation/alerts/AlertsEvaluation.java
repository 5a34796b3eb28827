package org.simbastream.evaluation.alerts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.simbastream.evaluation.Evaluation;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.ranking.LineRanking;
import org.simbastream.evaluation.ranking.Rankings;
import org.simbastream.evaluation.ranking.SeverityWords;
import org.simbastream.evaluation.stream.StreamReading;
import org.simbastream.evaluation.stream.TimedLine;
import org.simbastream.records.ScoredRecord;

/**
 * The labelled lines of BlueGene/L as one stream: how well the score separates alerts from other
 * lines. The score uses only the lines before; the rankings compared with it use all lines.
 */
public final class AlertsEvaluation implements Evaluation {

  private static final Path FILE = Path.of("labelled", "BGL_2k.log");
  private static final String BASELINE = "alerts.auc.rarest-template";

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
    return "labelled/BGL_2k.log";
  }

  @Override
  public List<Figure> run(EvaluationSettings settings) throws IOException {
    Labelled labelled = read(settings);
    List<Figure> figures = new ArrayList<>();
    measure("alerts.auc", labelled.lines(), labelled.alert(), settings, figures);
    List<String> masked = labelled.lines().stream().map(SeverityWords::masked).toList();
    measure("alerts.masked.auc", masked, labelled.alert(), settings, figures);
    return figures;
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

  private static void measure(
      String group,
      List<String> lines,
      boolean[] alert,
      EvaluationSettings settings,
      List<Figure> figures) {
    settings.progress().accept(group + ": reading " + lines.size() + " lines");
    List<ScoredRecord> records = read(lines, true, true, settings);
    figures.add(figure(group + ".simba", column(records, ScoredRecord::score), alert));
    figures.add(figure(group + ".depth", column(records, ScoredRecord::depthMean), alert));
    if (settings.model().configuration().readerThreshold().isEmpty()) {
      // No part of a reader can be switched off; what its parts do is in the part "matters".
      List<ScoredRecord> model = read(lines, true, false, settings);
      figures.add(figure(group + ".without-recall", column(model, ScoredRecord::score), alert));
      List<ScoredRecord> recall = read(lines, false, true, settings);
      figures.add(figure(group + ".recall-alone", column(recall, ScoredRecord::score), alert));
      List<ScoredRecord> history = read(lines, false, false, settings);
      figures.add(
          figure(group + ".without-surprisal", column(history, ScoredRecord::score), alert));
    }
    for (LineRanking ranking : Rankings.ofLogs()) {
      double[] scores = ranking.scores(List.of(), lines);
      figures.add(figure(group + "." + ranking.name(), scores, alert));
    }
  }

  private static List<ScoredRecord> read(
      List<String> lines, boolean readout, boolean recall, EvaluationSettings settings) {
    return new StreamReading(settings.model(), readout, recall, 1)
        .read(TimedLine.of(lines)).stream().flatMap(window -> window.records().stream()).toList();
  }

  private static double[] column(
      List<ScoredRecord> records, ToDoubleFunction<ScoredRecord> column) {
    return records.stream().mapToDouble(column).toArray();
  }

  private static Figure figure(String name, double[] scores, boolean[] alert) {
    AreaUnderCurve area = AreaUnderCurve.of(scores, alert);
    String baseline = name.equals(BASELINE) ? "" : BASELINE;
    return new Figure(name, area.value(), "", area.spread(), baseline);
  }

  private static String withoutLabel(String line) {
    return line.substring(line.indexOf(' ') + 1);
  }
}
