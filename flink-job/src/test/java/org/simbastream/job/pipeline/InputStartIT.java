package org.simbastream.job.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.operators.keyed.SimbaOperator;

/** Where a job reads that was to begin at the latest records, when it is restored. */
class InputStartIT {

  private static final long TIME = 1_700_000_040_000L;

  @TempDir private Path directory;
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
  void whatRetentionTookIsFollowedByTheEarliestThereIsAndNotByTheLatest() throws Exception {
    SimbaConfiguration first = configuration(Map.of());
    kit.send(0, TIME, "before the job began".getBytes(UTF_8));
    long[] ended = new long[1];
    try (JobKit.Running running = start(first)) {
      while (kit.read(JobKit.SCORED).isEmpty()) {
        kit.send(0, TIME, "while it ran".getBytes(UTF_8));
        Thread.sleep(200);
      }
      ended[0] = kit.end(0);
      kit.awaitCommitted(first, ended[0]);
      assertThat(running.flink().lastFailure(running.job())).isEmpty();
    }
    long read = ended[0];
    assertThat(kit.read(JobKit.SCORED)).noneMatch(r -> r.get("offset").longValue() == 0);
    for (int i = 0; i < 5; i++) {
      kit.send(0, TIME, ("while it was away " + i).getBytes(UTF_8));
    }
    deleteBefore(first, read + 3);
    SimbaConfiguration second =
        configuration(
            Map.of("execution.state-recovery.path", kit.lastCheckpoint().toUri().toString()));
    try (JobKit.Running running = start(second)) {
      kit.awaitScored(r -> r.get("offset").longValue() == read + 4, Duration.ofMinutes(1));
      assertThat(running.flink().lastFailure(running.job())).isEmpty();
    }
    assertThat(kit.read(JobKit.SCORED).stream().map(r -> r.get("offset").longValue()))
        .contains(read + 3, read + 4)
        .doesNotContain(read, read + 1, read + 2);
  }

  @Test
  void topicsAndPartitionsThatAreCreatedLaterAreRead() throws Exception {
    SimbaConfiguration configuration =
        configuration(
            Map.of(
                "simba.input.topic-pattern", "logs.*",
                "simba.input.discovery-interval", "500 ms"));
    try (JobKit.Running running = start(configuration)) {
      while (kit.read(JobKit.SCORED).isEmpty()) {
        kit.send(0, TIME, "while it runs".getBytes(UTF_8));
        Thread.sleep(200);
      }
      kit.createTopic("logs-later", Map.of());
      kit.send("logs-later", 0, TIME, "the first of a topic".getBytes(UTF_8));
      kit.awaitScored(
          r -> r.get("text").textValue().equals("the first of a topic"), Duration.ofMinutes(1));
      assertThat(running.flink().lastFailure(running.job())).isEmpty();
    }
  }

  private JobKit.Running start(SimbaConfiguration configuration) {
    return kit.start(configuration, new SimbaOperator(SimbaJob.settings(configuration)));
  }

  private SimbaConfiguration configuration(Map<String, String> more) {
    Map<String, String> options = new TreeMap<>(more);
    options.put("simba.input.start", "latest");
    options.put("simba.chunk.max-wait", "100 ms");
    return kit.configuration(options);
  }

  private static void deleteBefore(SimbaConfiguration configuration, long offset) throws Exception {
    try (Admin admin = Admin.create(configuration.adminProperties())) {
      admin
          .deleteRecords(
              Map.of(new TopicPartition("logs", 0), RecordsToDelete.beforeOffset(offset)))
          .all()
          .get();
    }
  }
}
