package org.simbastream.job.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.testbed.Await;

/** Threads of Kafka's clients, each of which would hold the class loader of a job that is over. */
class ClosedClientsIT {

  @TempDir private Path directory;

  @Test
  void noClientOfAJobThatHasEndedGoesOn() throws Exception {
    try (JobKit kit = new JobKit(directory)) {
      SimbaConfiguration configuration = kit.configuration(Map.of());
      List<String> before = clients();
      try (JobKit.Running running = kit.start(configuration)) {
        kit.send(0, System.currentTimeMillis(), "a line".getBytes(UTF_8));
        kit.awaitCommitted(configuration, 1);
        assertThat(clients()).hasSizeGreaterThan(before.size());
        assertThat(running.flink().lastFailure(running.job())).isEmpty();
      }
      Await.await(
          Duration.ofSeconds(30),
          () -> "clients go on: " + clients() + ", before the job " + before,
          () -> before.containsAll(clients()));
    }
  }

  /** The names of the threads of Kafka's clients. */
  private static List<String> clients() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("kafka-(admin-client|producer-network)-thread.*"))
        .sorted()
        .toList();
  }
}
