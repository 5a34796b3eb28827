package org.simbastream.evaluation.anomalies;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.evaluation.Evaluation;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.ablation.ChangedModel;
import org.simbastream.evaluation.alerts.AlertsEvaluation;
import org.simbastream.evaluation.alerts.AreaUnderCurve;
import org.simbastream.evaluation.statistic.Sample;

/**
 * What the model adds to the score: the same streams with the model as it is, with the values of
 * its weights in random order, with predictions from the stream's own past alone, and by patterns
 * alone.
 */
public final class MattersEvaluation implements Evaluation {

  private static final String BASELINE = "patterns-alone";

  @Override
  public String name() {
    return "matters";
  }

  @Override
  public String question() {
    return "What is lost without the model, or with one that has learnt nothing?";
  }

  @Override
  public String needs() {
    return "a folder categories as the part of that name; labelled/BGL_2k.log, if it is there";
  }

  @Override
  public List<Figure> run(EvaluationSettings settings) throws IOException {
    List<LabelledStream> streams = CategoriesEvaluation.streams(settings);
    List<Figure> figures = new ArrayList<>();
    Path checkpoint = settings.model().directory();
    try (ChangedModel shuffled = ChangedModel.shuffled(checkpoint, settings.seed());
        ChangedModel plain = ChangedModel.withoutGate(checkpoint)) {
      List<AnomalyReading> readings =
          List.of(
              new AnomalyReading("model", settings.model(), true, true),
              new AnomalyReading("shuffled", shuffled.model(), true, true),
              new AnomalyReading("recall-alone", plain.model(), false, true),
              new AnomalyReading(BASELINE, plain.model(), false, false));
      for (AnomalyReading reading : readings) {
        measure(reading, streams, settings, figures);
      }
    }
    return figures;
  }

  private static void measure(
      AnomalyReading reading,
      List<LabelledStream> streams,
      EvaluationSettings settings,
      List<Figure> figures)
      throws IOException {
    int lines = MadeStream.lines(settings.fast());
    Sample made = new Sample();
    for (Anomaly anomaly : MadeStream.kinds(settings.fast())) {
      double area = reading.area(MadeStream.of(anomaly, settings.seed(), lines)).value();
      settings.progress().accept("matters: " + reading.name() + ", " + anomaly.label());
      made.add(area);
      figures.add(figure("made." + anomaly.label(), reading, area, Double.NaN));
    }
    figures.add(figure("made.mean", reading, made.mean(), Double.NaN));
    Sample given = new Sample();
    for (LabelledStream stream : streams) {
      settings.progress().accept("matters: " + reading.name() + ", " + stream.name());
      AreaUnderCurve area = reading.area(stream);
      given.add(area.value());
      figures.add(figure("given." + stream.name(), reading, area.value(), area.spread()));
    }
    if (given.count() > 0) {
      figures.add(figure("given.mean", reading, given.mean(), Double.NaN));
    }
    AlertsEvaluation.Labelled alerts = AlertsEvaluation.labelled(settings);
    if (alerts != null) {
      AreaUnderCurve area = AreaUnderCurve.of(reading.scores(alerts.lines(), 0), alerts.alert());
      figures.add(figure("alerts", reading, area.value(), area.spread()));
    }
  }

  private static Figure figure(String what, AnomalyReading reading, double area, double spread) {
    String name = "matters." + what + ".";
    String baseline = reading.name().equals(BASELINE) ? "" : name + BASELINE;
    return new Figure(name + reading.name(), area, "", spread, baseline);
  }

  @Override
  public boolean headline(Figure figure) {
    return figure.name().contains(".mean.") || figure.name().contains(".alerts.");
  }
}
