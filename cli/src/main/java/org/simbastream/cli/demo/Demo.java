package org.simbastream.cli.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;
import org.simbastream.cli.run.JobFailedException;
import org.simbastream.cli.run.Loading;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.simbastream.job.pipeline.ModelCheck;
import org.simbastream.job.pipeline.SimbaJob;
import org.simbastream.testbed.embedded.EmbeddedFlink;
import org.simbastream.testbed.embedded.EmbeddedKafka;

/**
 * One run of the demo: starts Kafka and Flink, replays the input, prints what is read back from the
 * output topics, drains the job, reports.
 */
public final class Demo {

  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(2);

  private final DemoSettings settings;
  private final DemoPrinter printer;
  private final PrintStream err;
  private final Totals totals = new Totals();
  private final CountDownLatch interrupted = new CountDownLatch(1);

  /** A demo that prints results to {@code out} and progress to {@code err}. */
  public Demo(DemoSettings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.printer = new DemoPrinter(out, err);
    this.err = err;
  }

  /** Makes {@link #run} end in good order; called from another thread. */
  public void interrupt() {
    interrupted.countDown();
  }

  /**
   * Runs the demo.
   *
   * @throws JobFailedException if the job fails
   * @throws Exception if Kafka, Flink or an input can't be used
   */
  public void run() throws Exception {
    List<DemoInput> streams = DemoInput.of(settings.input(), printer::note);
    Path directory = Files.createTempDirectory("simba-demo-");
    try (EmbeddedKafka kafka = startKafka()) {
      SimbaConfiguration configuration = configuration(kafka.bootstrapServers(), directory);
      String model = load(configuration);
      Configuration flinkOptions = configuration.flinkConfiguration();
      try (EmbeddedFlink flink = EmbeddedFlink.start(flinkOptions, settings.parallelism())) {
        printer.started(streams.size(), model, flink.webPage(), kafka.bootstrapServers());
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(flinkOptions);
        env.setParallelism(settings.parallelism());
        SimbaJob.define(env, configuration);
        try (AutoCloseable ignored = DemoPage.start(configuration, flink.webPage(), err)) {
          watch(streams, kafka, flink, flink.submit(env), configuration, directory);
        }
      }
    } finally {
      FileUtils.deleteDirectoryQuietly(directory.toFile());
    }
  }

  private String load(SimbaConfiguration configuration) {
    try (Loading ignored = Loading.of(configuration.get(SimbaOptions.MODEL), err::println)) {
      return ModelCheck.run(configuration);
    }
  }

  private void watch(
      List<DemoInput> streams,
      EmbeddedKafka kafka,
      EmbeddedFlink flink,
      JobID job,
      SimbaConfiguration configuration,
      Path directory)
      throws Exception {
    long start = System.nanoTime();
    OutputReader reader = new OutputReader(kafka.bootstrapServers(), totals, printer::summary);
    CompletableFuture<Void> reading = CompletableFuture.runAsync(reader, Demo::start);
    CompletableFuture<JobResult> result = flink.result(job);
    DemoPlayback replay =
        new DemoPlayback(
            streams, kafka.bootstrapServers(), configuration.timeRules(), printer::note);
    CompletableFuture<Void> replaying =
        CompletableFuture.runAsync(() -> replay(replay), Demo::start);
    try (InputProgress input =
        new InputProgress(
            kafka.bootstrapServers(), configuration.groupId(), settings.parallelism())) {
      boolean told = false;
      while (!interrupted.await(PROGRESS_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        if (result.isDone()) {
          throw failure(result);
        }
        if (replaying.isCompletedExceptionally()) {
          throw replayFailure(replaying);
        }
        boolean allIsRead = replaying.isDone() && input.allIsRead();
        if (allIsRead && settings.once()) {
          break;
        }
        if (!allIsRead) {
          printer.progress(
              replay.sent(), totals, secondsSince(start), flink.completedCheckpoints(job));
        } else if (!told) {
          printer.waiting(flink.webPage());
          told = true;
        }
      }
    }
    replay.stop();
    flink.drain(job, directory.resolve("savepoint").toUri());
    result.get();
    double seconds = secondsSince(start);
    long checkpoints = flink.completedCheckpoints(job);
    reader.readToTheEnd();
    reading.get();
    printer.report(totals, replay.sent(), seconds, checkpoints, flink.webPage());
  }

  private SimbaConfiguration configuration(String bootstrapServers, Path directory) {
    Map<String, String> options = new TreeMap<>();
    options.put(SimbaOptions.NAME.key(), "simba-demo");
    options.put(SimbaOptions.CHECKPOINT_INTERVAL.key(), "1 s");
    options.put(SimbaOptions.OUTPUT_WORK_ENABLED.key(), "true");
    options.put(SimbaOptions.OUTPUT_PATTERNS_ENABLED.key(), "true");
    options.put(SimbaOptions.ALERTS_ENABLED.key(), "true");
    options.put(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY.key(),
        directory.resolve("checkpoints").toUri().toString());
    options.putAll(settings.options());
    // fixed: the demo owns the broker and reads its own topics back
    options.put(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS.key(), bootstrapServers);
    options.put(SimbaOptions.INPUT_TOPICS.key(), DemoTopics.INPUT);
    options.put(SimbaOptions.OUTPUT_SUMMARIES_TOPIC.key(), DemoTopics.SUMMARIES);
    options.put(SimbaOptions.OUTPUT_SCORED_TOPIC.key(), DemoTopics.SCORED);
    options.put(SimbaOptions.OUTPUT_SCORED_FORMAT.key(), "json");
    options.put(SimbaOptions.OUTPUT_WORK_TOPIC.key(), DemoTopics.WORK);
    options.put(SimbaOptions.OUTPUT_DEAD_LETTERS_TOPIC.key(), DemoTopics.DEAD_LETTERS);
    options.put(SimbaOptions.OUTPUT_PATTERNS_TOPIC.key(), DemoTopics.PATTERNS);
    options.put(SimbaOptions.ALERTS_TOPIC.key(), DemoTopics.ALERTS);
    return SimbaConfiguration.of(options);
  }

  private EmbeddedKafka startKafka() {
    EmbeddedKafka kafka = EmbeddedKafka.start();
    try {
      // event times may be years old, and retention depends on them
      Map<String, String> keepAll = Map.of("retention.ms", "-1");
      kafka.createTopic(DemoTopics.INPUT, settings.parallelism(), keepAll);
      for (String topic :
          List.of(
              DemoTopics.SUMMARIES,
              DemoTopics.SCORED,
              DemoTopics.WORK,
              DemoTopics.DEAD_LETTERS,
              DemoTopics.PATTERNS)) {
        kafka.createTopic(topic, 1, keepAll);
      }
      kafka.createTopic(DemoTopics.ALERTS, 1, Map.of("cleanup.policy", "compact"));
      return kafka;
    } catch (RuntimeException e) {
      kafka.close();
      throw e;
    }
  }

  private static void replay(DemoPlayback replay) {
    try {
      replay.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /** Why a future that completed exceptionally did so. */
  private static Exception replayFailure(CompletableFuture<Void> replaying)
      throws InterruptedException {
    try {
      replaying.get();
      throw new IllegalStateException("the input was replayed");
    } catch (ExecutionException e) {
      return e.getCause() instanceof UncheckedIOException io ? io : e;
    }
  }

  private static Exception failure(CompletableFuture<JobResult> result)
      throws InterruptedException, ExecutionException {
    return result
        .get()
        .getSerializedThrowable()
        .<Exception>map(
            thrown -> JobFailedException.of(thrown.deserializeError(Demo.class.getClassLoader())))
        .orElseGet(() -> new IllegalStateException("the job ended by itself"));
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "simba-demo");
    thread.setDaemon(true);
    thread.start();
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
