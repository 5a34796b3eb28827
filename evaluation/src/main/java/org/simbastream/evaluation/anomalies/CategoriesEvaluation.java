package org.simbastream.evaluation.anomalies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.simbastream.evaluation.Evaluation;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.MissingDataException;
import org.simbastream.evaluation.alerts.AreaUnderCurve;
import org.simbastream.evaluation.statistic.Sample;

/**
 * Streams with one kind of anomaly each: how well the score separates the lines that deviate from
 * the others. Streams are made in several seeds; labelled ones of a folder are measured too.
 */
public final class CategoriesEvaluation implements Evaluation {

  private static final Path FOLDER = Path.of("categories");
  private static final int SEEDS = 3;

  @Override
  public String name() {
    return "categories";
  }

  @Override
  public String question() {
    return "Which kinds of anomalies have higher scores than the lines around them?";
  }

  @Override
  public String needs() {
    return "a folder categories, in it NAME.log and NAME.json, a list of 0 and 1 for its lines";
  }

  @Override
  public List<Figure> run(EvaluationSettings settings) throws IOException {
    List<LabelledStream> streams = streams(settings);
    AnomalyReading reading = new AnomalyReading("score", settings.model(), true, true);
    List<Figure> figures = new ArrayList<>();
    int lines = MadeStream.lines(settings.fast());
    Sample made = new Sample();
    for (Anomaly anomaly : MadeStream.kinds(settings.fast())) {
      settings.progress().accept("categories: made streams with " + anomaly.label());
      Sample sample = new Sample();
      for (int seed = 0; seed < (settings.fast() ? 1 : SEEDS); seed++) {
        sample.add(reading.area(MadeStream.of(anomaly, settings.seed() + seed, lines)).value());
      }
      made.add(sample.mean());
      figures.add(
          new Figure(
              "categories.made." + anomaly.label(), sample.mean(), "", sample.standardError(), ""));
    }
    figures.add(Figure.of("categories.made.mean", made.mean(), "", ""));
    Sample given = new Sample();
    for (LabelledStream stream : streams) {
      settings.progress().accept("categories: " + stream.name());
      AreaUnderCurve area = reading.area(stream);
      given.add(area.value());
      figures.add(
          new Figure("categories.given." + stream.name(), area.value(), "", area.spread(), ""));
    }
    if (given.count() > 0) {
      figures.add(Figure.of("categories.given.mean", given.mean(), "", ""));
    }
    return figures;
  }

  /**
   * The labelled streams of the data folder; none for a short evaluation.
   *
   * @throws MissingDataException if there is no such folder
   */
  static List<LabelledStream> streams(EvaluationSettings settings) throws IOException {
    Path folder = settings.data().resolve(FOLDER);
    if (!Files.isDirectory(folder)) {
      throw new MissingDataException("there is no folder " + folder);
    }
    List<LabelledStream> streams = new ArrayList<>();
    if (!settings.fast()) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path log : files.filter(f -> f.toString().endsWith(".log")).sorted().toList()) {
          Path labels = Path.of(log.toString().replaceAll("\\.log$", ".json"));
          if (Files.isRegularFile(labels)) {
            streams.add(LabelledStream.read(log, labels));
          }
        }
      }
    }
    return streams;
  }
}
