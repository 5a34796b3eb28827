package org.simbastream.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.pipeline.JobKit;
import org.simbastream.job.pipeline.TestStreams;
import org.simbastream.testbed.LoopbackPorts;

/** {@code simba run} by somebody who ends it, goes on, and tries another model, as a process. */
@Timeout(600)
class ResumedRunIT {

  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final long QUIET_MS = 5_000; // ten checkpoints
  private static final List<TestStreams.Line> LINES = TestStreams.lines(3, 160, 29);
  private static final int SENT_FIRST = 90;
  private static final int SENT_SECOND = 130;

  @TempDir private Path directory;
  private final AtomicInteger rejected = new AtomicInteger();
  private JobKit kit;

  @BeforeEach
  void startKafka() {
    kit = new JobKit(directory);
  }

  @AfterEach
  void stopKafka() {
    kit.close();
  }

  @Test
  void itGoesOnWhereItEndedSaysNothingAlarmingAndRefusesAnotherModelAtOnce() throws Exception {
    int port = LoopbackPorts.choose(1).get(0);
    kit.send(LINES.subList(0, SENT_FIRST));
    try (RunningCommand first = run(Map.of(), reporter(port))) {
      first.awaitSaid("Checkpoints: ", PATIENCE);
      kit.awaitCommitted(kit.configuration(Map.of()), SENT_FIRST);
      first.awaitSaid("90 records (", PATIENCE);
      assertThat(metrics(port)).contains("flink_taskmanager_job_task_operator_simba_numTokensIn");
      interruptWhileResultsCome(first);
      assertThat(first.said())
          .containsPattern("Ended at file:.*/chk-[0-9]+")
          .contains("./simba run --resume");
      assertHealthy(first.said());
    }
    kit.send(LINES.subList(SENT_FIRST, SENT_SECOND));
    try (RunningCommand second = run(Map.of(), Map.of(), "--resume")) {
      second.awaitSaid("Checkpoints: ", PATIENCE);
      kit.awaitCommitted(kit.configuration(Map.of()), SENT_SECOND + rejected.get());
      Thread.sleep(QUIET_MS); // so that the last checkpoint has no results of its own
      second.interrupt(PATIENCE);
      assertThat(second.said()).containsPattern("Going on from file:.*/chk-[0-9]+");
      assertHealthy(second.said());
    }
    try (RunningCommand other =
        run(Map.of("simba.model.weights", "bfloat16"), Map.of(), "--resume")) {
      assertThat(other.await(PATIENCE, 1))
          .contains("simba: the job failed: the restored hidden states belong to model")
          .contains("simba.state.model-mismatch")
          .doesNotContain("starts again");
      assertHealthy(other.said());
    }
    kit.send(LINES.subList(SENT_SECOND, LINES.size()));
    try (RunningCommand third = run(Map.of(), Map.of(), "--resume")) {
      third.awaitSaid("Checkpoints: ", PATIENCE);
      kit.awaitCommitted(kit.configuration(Map.of()), LINES.size() + rejected.get());
      third.interrupt(PATIENCE);
    }
    assertThat(kit.read(JobKit.SCORED))
        .extracting(scored -> scored.get("partition") + "-" + scored.get("offset"))
        .isNotEmpty()
        .doesNotHaveDuplicates();
    String log = Files.readString(directory.resolve("simba-run.log"));
    assertThat(log).as("what the restore met").contains("had been committed before");
    assertThat(log.split("Config values", -1))
        .as("the settings of the first clients of four starts, not of a client per checkpoint")
        .hasSizeLessThanOrEqualTo(4 * 20 + 1);
  }

  /** So that the last checkpoint has results whose transaction is committed after it. */
  private void interruptWhileResultsCome(RunningCommand run) throws Exception {
    CompletableFuture<Void> sending =
        CompletableFuture.runAsync(
            () -> {
              while (run.isAlive()) {
                try {
                  kit.send(0, 1_700_000_000_000L, new byte[] {(byte) 0xff});
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
                rejected.incrementAndGet();
              }
            });
    while (kit.read(JobKit.DEAD_LETTERS).size() < 20) { // until the test's time is up
      Thread.sleep(100);
    }
    run.interrupt(PATIENCE);
    sending.get();
  }

  private static void assertHealthy(String said) {
    assertThat(said)
        .doesNotContain("ERROR")
        .doesNotContain("\tat ")
        .doesNotContain("lost")
        .doesNotContain("Exception");
  }

  private static Map<String, String> reporter(int port) {
    return Map.of(
        "metrics.reporter.prometheus.factory.class",
        "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
        "metrics.reporter.prometheus.port",
        Integer.toString(port));
  }

  private RunningCommand run(
      Map<String, String> simba, Map<String, String> flink, String... arguments)
      throws IOException {
    Map<String, String> options = new TreeMap<>(kit.options(simba));
    options.put("simba.record.malformed-text", "reject");
    options.putAll(flink);
    List<String> line = new ArrayList<>(List.of(arguments));
    options.forEach((name, value) -> line.add("-D" + name + "=" + value));
    return new RunningCommand(directory, "run", line.toArray(String[]::new));
  }

  private static String metrics(int port) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
