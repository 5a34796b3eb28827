package org.simbastream.benchmarks.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.simbastream.benchmarks.figure.Benchmark;
import org.simbastream.benchmarks.figure.BenchmarkSettings;
import org.simbastream.benchmarks.figure.Figure;
import org.simbastream.benchmarks.figure.Repetitions;
import org.simbastream.benchmarks.shape.Models;
import org.simbastream.benchmarks.shape.Shape;

/** The whole job, from Kafka to Kafka, beside the model alone in the same process. */
public final class PipelineBenchmark implements Benchmark {

  private static final int CHECKED_RECORD_TOKENS = 32;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(20); // two checkpoints
  private static final Duration MODEL_MEASURED = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "pipeline";
  }

  @Override
  public String question() {
    return "How fast are log lines read from Kafka to Kafka, broker, tokenizer and all, beside the"
        + " model alone? (shape T, default options)";
  }

  @Override
  public List<Figure> run(BenchmarkSettings settings) {
    if (!settings.shapes().contains(Shape.T)) {
      return List.of();
    }
    int threads = settings.threads();
    Path model = Models.withTokenizer(settings.folder(), Shape.T);
    PlainScores.require(model, settings.folder(), CHECKED_RECORD_TOKENS, Map.of());
    settings.progress().accept("pipeline: writing lines into Kafka");
    try (KafkaLines kafka = KafkaLines.fill(threads);
        BareModel bare = new BareModel(kafka.configuration(model, settings.folder()), threads)) {
      settings.progress().accept("pipeline: measuring");
      Repetitions.Measurement job =
          () -> {
            try (RunningJob running = kafka.start(model, settings.folder(), threads)) {
              running.await(1);
              running.tokensPerSecond(WARM_UP);
              return running.tokensPerSecond(MEASURED);
            }
          };
      Repetitions.Measurement alone = () -> bare.tokensPerSecond(MODEL_MEASURED);
      Repetitions.inTurns(1, alone, job);
      Repetitions[] measured = Repetitions.inTurns(settings.repetitions(), alone, job);
      return List.of(
          Figure.of("pipeline.model", measured[0], "tokens/s", ""),
          Figure.of("pipeline.kafka-to-kafka", measured[1], "tokens/s", "pipeline.model"),
          Figure.ratio("pipeline.over-model", measured[1], measured[0], "pipeline.model"));
    }
  }
}
