package org.simbastream.benchmarks.lines;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.simbastream.benchmarks.figure.Benchmark;
import org.simbastream.benchmarks.figure.BenchmarkSettings;
import org.simbastream.benchmarks.figure.Figure;
import org.simbastream.benchmarks.figure.Repetitions;
import org.simbastream.job.score.FileScorer;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.operators.settings.OperatorSettings;

/**
 * Lines of logs, from bytes to scores as JSON, with the bundled model in one thread: what a line
 * costs, in which stage, and what its tokens cost the tokenizers library. Only the thread's own
 * time on a processor counts.
 */
public final class LinesBenchmark implements Benchmark {

  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_TOKENS = 2048;
  private static final String MICROSECONDS = "µs/line";

  @Override
  public String name() {
    return "lines";
  }

  @Override
  public String question() {
    return "How many lines does a core score in a second, and what does a line cost where?";
  }

  @Override
  public List<Figure> run(BenchmarkSettings settings) {
    List<LogText> texts = LogText.of(settings.texts());
    List<String> lines = texts.stream().flatMap(text -> text.lines().stream()).toList();
    List<Figure> figures = new ArrayList<>();
    ModelLocation.read(
        ModelLocation.BUNDLED,
        directory -> {
          figures.addAll(tokenizing(settings, directory, lines));
          figures.addAll(scoring(settings, directory, texts, lines.size()));
          return null;
        });
    return figures;
  }

  private static List<Figure> tokenizing(
      BenchmarkSettings settings, Path model, List<String> lines) {
    settings.progress().accept("tokenizing, ours and the library's");
    try (TokenizingSpeed speed = new TokenizingSpeed(model, lines)) {
      double tokens = speed.tokensPerLine();
      Repetitions.inTurns(1, speed::ownMicroseconds, speed::librarysMicroseconds);
      Repetitions[] measured =
          Repetitions.inTurns(
              settings.repetitions(), speed::ownMicroseconds, speed::librarysMicroseconds);
      String library = "lines.tokenizing.library";
      return List.of(
          Figure.once("lines.tokens", tokens, "tokens/line", ""),
          Figure.of("lines.tokenizing.own", measured[0], MICROSECONDS, library),
          Figure.of(library, measured[1], MICROSECONDS, ""),
          Figure.ratio("lines.tokenizing.gain", measured[1], measured[0], "lines.tokenizing.own"));
    }
  }

  private static List<Figure> scoring(
      BenchmarkSettings settings, Path directory, List<LogText> texts, int lines) {
    settings.progress().accept("scoring lines");
    List<Figure> figures = new ArrayList<>();
    try (MambaModel model = MambaModel.load(directory)) {
      score(model, texts);
      Repetitions[] cost = new Repetitions[1];
      Map<Stage, Double> shares =
          StageProfile.of(
              () ->
                  cost[0] =
                      Repetitions.of(
                          settings.repetitions(),
                          () -> ThreadTime.microseconds(() -> score(model, texts)) / lines));
      figures.add(Figure.of("lines.per-second", perSecond(cost[0]), "lines/s and core", ""));
      figures.add(Figure.of("lines.all", cost[0], MICROSECONDS, ""));
      for (Stage stage : Stage.values()) {
        double share = shares.getOrDefault(stage, 0.0);
        figures.add(
            Figure.once(
                "lines.stage." + stage.label(),
                share * cost[0].median(),
                MICROSECONDS,
                "lines.all"));
      }
    }
    return figures;
  }

  private static Repetitions perSecond(Repetitions microseconds) {
    return new Repetitions(Arrays.stream(microseconds.values()).map(cost -> 1e6 / cost).toArray());
  }

  private static void score(MambaModel model, List<LogText> texts) {
    for (LogText text : texts) {
      try (FileScorer scorer =
          new FileScorer(model, OperatorSettings.DEFAULT, MAX_BYTES, MAX_TOKENS)) {
        scorer.read(text.open(), json -> {});
      }
    }
  }
}
