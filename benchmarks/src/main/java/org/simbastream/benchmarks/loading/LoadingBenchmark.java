package org.simbastream.benchmarks.loading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.benchmarks.figure.Benchmark;
import org.simbastream.benchmarks.figure.BenchmarkSettings;
import org.simbastream.benchmarks.figure.Figure;
import org.simbastream.benchmarks.figure.Repetitions;
import org.simbastream.benchmarks.shape.Models;
import org.simbastream.benchmarks.shape.Shape;
import org.simbastream.model.checkpoint.Checkpoint;

/** Measures the peak memory of a process that loads a model, divided by the size of the weights. */
public final class LoadingBenchmark implements Benchmark {

  @Override
  public String name() {
    return "loading";
  }

  @Override
  public String question() {
    return "How much memory does loading a model take, beside that of its weights? (Linux)";
  }

  @Override
  public List<Figure> run(BenchmarkSettings settings) {
    List<Figure> figures = new ArrayList<>();
    for (Shape shape : settings.shapes()) {
      settings.progress().accept("loading, shape " + shape);
      Path directory = Models.directory(settings.folder(), shape);
      double weights = size(directory.resolve(Checkpoint.WEIGHTS_FILE)); // float32, as held
      Repetitions peaks = Repetitions.of(settings.repetitions(), () -> peak(directory) / weights);
      figures.add(
          Figure.of("loading." + shape.label() + ".peak", peaks, "of the weights' size", ""));
    }
    return figures;
  }

  private static double peak(Path model) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("--add-modules=jdk.incubator.vector");
    command.add("-XX:+UseParallelGC");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(LoadingProbe.class.getName());
    command.add(model.toString());
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int code = process.waitFor();
      if (code != 0 || said.isEmpty()) {
        throw new IllegalStateException("loading " + model + " ended with " + code + ": " + said);
      }
      return Long.parseLong(said.substring(0, said.indexOf(' ')));
    } catch (IOException e) {
      throw new UncheckedIOException("no process could be started to load a model", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while loading", e);
    }
  }

  private static double size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
