package org.simbastream.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.simbastream.evaluation.Evaluation;
import org.simbastream.evaluation.EvaluationRun;
import org.simbastream.evaluation.EvaluationSettings;
import org.simbastream.evaluation.Section;
import org.simbastream.evaluation.alerts.AlertsEvaluation;
import org.simbastream.evaluation.anomalies.CategoriesEvaluation;
import org.simbastream.evaluation.anomalies.MattersEvaluation;
import org.simbastream.evaluation.endless.EndlessEvaluation;
import org.simbastream.evaluation.flow.FlowEvaluation;
import org.simbastream.evaluation.highlights.FaultsEvaluation;
import org.simbastream.evaluation.highlights.HighlightsEvaluation;
import org.simbastream.evaluation.language.LanguageEvaluation;
import org.simbastream.evaluation.language.ReadingEvaluation;
import org.simbastream.evaluation.learning.LearningEvaluation;
import org.simbastream.evaluation.quality.QualityEvaluation;
import org.simbastream.evaluation.report.HtmlReport;
import org.simbastream.evaluation.report.JsonReport;
import org.simbastream.evaluation.report.PlotFiles;
import org.simbastream.evaluation.report.Report;
import org.simbastream.evaluation.report.TextReport;
import org.simbastream.evaluation.summaries.HeadingsEvaluation;
import org.simbastream.evaluation.summaries.SummariesEvaluation;
import org.simbastream.evaluation.surprisal.Surprisals;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.linear.WeightPrecision;
import org.simbastream.model.mamba.MambaModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    description = {
      "Measures a model and its scores, compares each with baselines, and writes a report:"
          + " report.json, report.html and its plots as images. Prints the main results.",
      "",
      "Example: simba evaluate --data corpus-folder --fast --out report"
    })
final class EvaluateCommand implements Callable<Integer> {

  private static final List<Evaluation> PARTS =
      List.of(
          new QualityEvaluation(),
          new FlowEvaluation(),
          new EndlessEvaluation(),
          new LanguageEvaluation(),
          new AlertsEvaluation(),
          new CategoriesEvaluation(),
          new MattersEvaluation(),
          new ReadingEvaluation(),
          new HighlightsEvaluation(),
          new FaultsEvaluation(),
          new SummariesEvaluation(),
          new HeadingsEvaluation(),
          new LearningEvaluation());

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The folder of texts; each part of the report names what it reads there.")
  private Path data;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      defaultValue = ModelLocation.BUNDLED,
      description = "The model to judge: a checkpoint directory; default: the bundled model.")
  private String model;

  @Option(
      names = "--weights",
      paramLabel = "PRECISION",
      defaultValue = "FLOAT32",
      description =
          "The precision of its weights in memory: ${COMPLETION-CANDIDATES}; default:"
              + " ${DEFAULT-VALUE}.")
  private WeightPrecision weights;

  @Option(
      names = "--small-model",
      paramLabel = "DIR",
      description = "A smaller model, trained the same way, to compare Simba with.")
  private String smallModel;

  @Option(
      names = "--part",
      paramLabel = "NAME",
      arity = "1..*",
      description = "The parts to run; default: every part whose data is in the folder.")
  private Set<String> parts = new LinkedHashSet<>();

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      arity = "1..*",
      description =
          "The ways of pruning to measure in the part quality, such as recency (at all chunk"
              + " sizes) or impact.chunk-128; default: all of them.")
  private Set<String> variants = new LinkedHashSet<>();

  @Option(
      names = "--model-alone",
      description =
          "Measure language and endless streams without predictions from the stream's own past.")
  private boolean modelAlone;

  @Option(names = "--fast", description = "Run every part on little data, in about a minute.")
  private boolean fast;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The seed of all random choices; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "evaluation-report",
      description = "The folder for the report; default: ${DEFAULT-VALUE}.")
  private Path out;

  @Spec private CommandSpec spec;

  private final PrintStream results;
  private final PrintStream progress;

  EvaluateCommand(PrintStream out, PrintStream err) {
    this.results = out;
    this.progress = err;
  }

  @Override
  public Integer call() throws IOException {
    EvaluationRun run = new EvaluationRun(PARTS, parts);
    if (!Files.isDirectory(data)) {
      throw new IllegalArgumentException(
          "--data " + data + ": there is no such folder; give one that contains corpus/logs");
    }
    Files.createDirectories(out);
    Report report = Models.use(model, weights, smallModel, models -> measure(run, models));
    Files.writeString(out.resolve("report.json"), JsonReport.write(report));
    Files.writeString(out.resolve("report.html"), HtmlReport.write(report));
    PlotFiles.write(report, out.resolve("plots"));
    PrintStream text = new PrintStream(results, false, StandardCharsets.UTF_8);
    text.print(TextReport.write(report));
    text.flush();
    progress.println("simba: the report is in " + out);
    return 0;
  }

  private Report measure(EvaluationRun run, Models models) {
    Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    EvaluationSettings settings =
        new EvaluationSettings(
            models.model(),
            models.smallModel(),
            modelAlone ? Surprisals.OF_THE_MODEL : Surprisals.WITH_RECALL,
            models.trainedOn(),
            data,
            variants,
            fast,
            seed,
            line -> progress.println("simba: " + line));
    try {
      List<Section> sections = run.run(settings);
      String small = models.smallModel().map(MambaModel::label).orElse("");
      return new Report(
          models.model().label() + (modelAlone ? "" : " with recall"),
          small,
          command(),
          started,
          seed,
          fast,
          sections);
    } catch (IOException e) {
      throw new UncheckedIOException("--data: the texts can't be read: " + e.getMessage(), e);
    }
  }

  private String command() {
    List<String> arguments =
        Optional.ofNullable(spec.root().commandLine().getParseResult())
            .map(result -> result.originalArgs())
            .orElse(List.of());
    return "./simba " + String.join(" ", arguments);
  }
}
