package org.simbastream.benchmarks.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.simbastream.benchmarks.figure.Benchmark;
import org.simbastream.benchmarks.figure.BenchmarkSettings;
import org.simbastream.benchmarks.figure.Figure;
import org.simbastream.benchmarks.figure.Repetitions;
import org.simbastream.benchmarks.shape.Models;
import org.simbastream.benchmarks.shape.Shape;

/** Measures the cost of reading and writing the state of many streams for few tokens each. */
public final class StateBenchmark implements Benchmark {

  private static final int RECORD_TOKENS = 32;
  private static final int KEYS = 1_000;
  private static final int ONE_KEY_CHUNK = 1_024;
  private static final Duration WARM_UP = Duration.ofSeconds(4); // every key was read by then
  private static final Duration MEASURED = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "state";
  }

  @Override
  public String question() {
    return "How fast are 1,000 interleaved streams read in chunks of 32 tokens, beside one stream"
        + " in chunks of 1,024? (shape T, one subtask)";
  }

  @Override
  public List<Figure> run(BenchmarkSettings settings) {
    if (!settings.shapes().contains(Shape.T)) {
      return List.of();
    }
    Path model = Models.directory(settings.folder(), Shape.T);
    List<Figure> figures = new ArrayList<>();
    for (String backend : List.of("hashmap", "rocksdb")) {
      settings.progress().accept("state, " + backend);
      PlainScores.require(model, settings.folder(), RECORD_TOKENS, options(backend, KEYS));
      PlainScores.require(model, settings.folder(), RECORD_TOKENS, options(backend, 1));
      Repetitions.Measurement one = () -> measure(model, settings.folder(), backend, 1);
      Repetitions.Measurement many = () -> measure(model, settings.folder(), backend, KEYS);
      Repetitions.inTurns(1, one, many);
      Repetitions[] measured = Repetitions.inTurns(settings.repetitions(), one, many);
      String name = "state." + backend;
      figures.add(Figure.of(name + ".one-key", measured[0], "tokens/s", ""));
      figures.add(Figure.of(name + ".many-keys", measured[1], "tokens/s", name + ".one-key"));
      figures.add(
          Figure.ratio(name + ".many-over-one", measured[1], measured[0], name + ".one-key"));
    }
    return figures;
  }

  private static Map<String, String> options(String backend, int keys) {
    Map<String, String> options = new TreeMap<>();
    options.put("state.backend.type", backend);
    options.put("simba.chunk.tokens", Integer.toString(keys == 1 ? ONE_KEY_CHUNK : RECORD_TOKENS));
    return options;
  }

  private static double measure(Path model, Path folder, String backend, int keys) {
    try (RunningJob job =
        OperatorJob.start(
            model, folder, RECORD_TOKENS, n -> "stream-" + n % keys, options(backend, keys))) {
      job.await(1);
      job.tokensPerSecond(WARM_UP);
      return job.tokensPerSecond(MEASURED);
    }
  }
}
