package org.simbastream.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.simbastream.benchmarks.figure.Benchmark;
import org.simbastream.benchmarks.figure.BenchmarkSettings;
import org.simbastream.benchmarks.figure.Figure;
import org.simbastream.benchmarks.job.PipelineBenchmark;
import org.simbastream.benchmarks.job.PositionBenchmark;
import org.simbastream.benchmarks.job.StateBenchmark;
import org.simbastream.benchmarks.lines.LinesBenchmark;
import org.simbastream.benchmarks.loading.LoadingBenchmark;
import org.simbastream.benchmarks.machine.MachineBenchmark;
import org.simbastream.benchmarks.model.DecodingBenchmark;
import org.simbastream.benchmarks.model.DenseBenchmark;
import org.simbastream.benchmarks.model.PruningBenchmark;
import org.simbastream.benchmarks.shape.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    description = {
      "Measures speed with models of random weights, in two shapes: S is the shape of the"
          + " published 130M model, T that of a small model. Prints one line per figure: the median"
          + " of the repetitions, and half the distance between the least and the greatest. Run"
          + " nothing else on the machine meanwhile.",
      "",
      "Example: simba bench --part dense simba --json figures.json"
    })
final class BenchCommand implements Callable<Integer> {

  private static final List<Benchmark> PARTS =
      List.of(
          new MachineBenchmark(),
          new DenseBenchmark(),
          new PruningBenchmark(),
          new DecodingBenchmark(),
          new LoadingBenchmark(),
          new LinesBenchmark(),
          new StateBenchmark(),
          new PipelineBenchmark(),
          new PositionBenchmark());

  @Option(
      names = "--part",
      paramLabel = "NAME",
      arity = "1..*",
      description =
          "The parts to run: machine, dense, simba, decode, loading, lines, state, pipeline,"
              + " position; default: all of them, which takes most of an hour.")
  private Set<String> parts = new LinkedHashSet<>();

  @Option(
      names = "--shape",
      paramLabel = "SHAPE",
      arity = "1..*",
      description = "The shapes to measure: ${COMPLETION-CANDIDATES}; default: both.")
  private Set<Shape> shapes = new LinkedHashSet<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "The number of threads that share the work; default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "5",
      description = "How often each measurement is repeated; default: ${DEFAULT-VALUE}.")
  private int repetitions;

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      defaultValue = "bench",
      description =
          "The folder for models (1.1 GB for shape S with llama.cpp's copy) and state; it is kept"
              + " for the next run; default: ${DEFAULT-VALUE}.")
  private Path folder;

  @Option(names = "--without-llama", description = "Do not measure llama.cpp.")
  private boolean withoutLlama;

  @Option(
      names = "--text",
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "The log files that the part lines reads, a stream each; default: the bundled"
              + " recording.")
  private List<Path> texts = new ArrayList<>();

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the figures to this file, as a JSON array of one object each.")
  private Path json;

  @Spec private CommandSpec spec;

  private final PrintStream out;
  private final PrintStream err;

  BenchCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    check();
    Files.createDirectories(folder);
    BenchmarkSettings settings =
        new BenchmarkSettings(
            shapes.isEmpty() ? List.of(Shape.values()) : List.copyOf(shapes),
            threads,
            repetitions,
            folder,
            !withoutLlama,
            texts,
            line -> err.println("simba: " + line));
    List<Figure> figures = new ArrayList<>();
    for (Benchmark part : PARTS) {
      if (parts.isEmpty() || parts.contains(part.name())) {
        out.println(part.name() + ": " + part.question());
        List<Figure> measured = part.run(settings);
        measured.forEach(figure -> out.println("  " + FigureLine.of(figure)));
        figures.addAll(measured);
        if (json != null) {
          Files.writeString(json, FigureJson.write(figures));
        }
      }
    }
    return 0;
  }

  private void check() {
    List<String> known = PARTS.stream().map(Benchmark::name).toList();
    for (String part : parts) {
      if (!known.contains(part)) {
        throw wrong("--part " + part + ": there is no such part; give one of " + known);
      }
    }
    if (threads < 1 || threads > 256) {
      throw wrong("--threads " + threads + ": expected 1 to 256");
    }
    if (repetitions < 1) {
      throw wrong("--repeat " + repetitions + ": expected at least 1");
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
