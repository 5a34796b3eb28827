package org.simbastream.evaluation.learning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.simbastream.evaluation.Evaluation;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Figure;
import org.simbastream.evaluation.Figures;
import org.simbastream.evaluation.MissingDataException;
import org.simbastream.evaluation.plot.LinePlot;
import org.simbastream.evaluation.plot.Plot;
import org.simbastream.evaluation.plot.Series;

/**
 * Learning curves: bits per byte of held-out text over the tokens that models were trained on. It
 * needs no model, only the logs of their training.
 */
public final class LearningEvaluation implements Evaluation {

  private static final String NAME = "learning";
  private static final String LOG = ".jsonl";
  private static final String AT = ".at-";
  private static final double MILLION = 1e6;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "Does a deeper model pull ahead of a shallower one as both read on?";
  }

  @Override
  public String needs() {
    return "learning/MODEL.jsonl for each model: the training-log.jsonl of its training, runs that"
        + " went on from one another joined in their order";
  }

  @Override
  public List<Figure> run(EvaluationSettings settings) throws IOException {
    Path folder = settings.data().resolve(NAME);
    if (!Files.isDirectory(folder)) {
      throw new MissingDataException("there is no folder " + folder);
    }
    List<Figure> figures = new ArrayList<>();
    for (Path file : logs(folder)) {
      String model = file.getFileName().toString().replace(LOG, "");
      for (TrainingLog.Point point : TrainingLog.read(file).points()) {
        point
            .bitsPerByte()
            .forEach(
                (text, bits) ->
                    figures.add(
                        Figure.of(
                            NAME + "." + text + "." + model + AT + point.tokens(),
                            bits,
                            "bits per byte",
                            "")));
      }
    }
    if (figures.isEmpty()) {
      throw new MissingDataException("no log in " + folder + " has bits per byte");
    }
    return figures;
  }

  @Override
  public boolean headline(Figure figure) {
    return false; // the curve says it
  }

  @Override
  public List<Plot> plots(Figures figures) {
    Set<String> texts = new LinkedHashSet<>();
    figures.all().forEach(figure -> texts.add(figure.name().split("\\.")[1]));
    return texts.stream().map(text -> plot(figures, text)).toList();
  }

  private static Plot plot(Figures figures, String text) {
    String prefix = NAME + "." + text + ".";
    Set<String> models = new LinkedHashSet<>();
    for (Figure figure : figures.all()) {
      if (figure.name().startsWith(prefix)) {
        models.add(figure.name().substring(0, figure.name().lastIndexOf(AT) + AT.length()));
      }
    }
    List<Series> series = new ArrayList<>();
    for (String model : models) {
      List<Series.Point> points = new ArrayList<>();
      for (Figure figure : figures.all()) {
        if (figure.name().startsWith(model)) {
          double tokens = Long.parseLong(figure.name().substring(model.length()));
          points.add(new Series.Point(tokens / MILLION, figure.value(), Double.NaN));
        }
      }
      String label = model.substring(prefix.length(), model.length() - AT.length());
      series.add(new Series(label.replace('-', ' '), points));
    }
    return new LinePlot(
        "Bits per byte: " + text,
        "million tokens read in training",
        "bits per byte",
        false,
        series);
  }

  private static List<Path> logs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(LOG)).sorted().toList();
    }
  }
}
