package org.simbastream.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.options.SimbaConfiguration;

/** Brokers remember each transactional id for a week, so a job must get along with few. */
class TransactionalIdsIT {

  private static final List<TestStreams.Line> LINES = TestStreams.lines(4, 240, 31);

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
  void aJobUsesTheSameFewIdsForAllItsCheckpoints() throws Exception {
    SimbaConfiguration configuration = configuration(2, Map.of());
    try (JobKit.Running running = kit.start(configuration)) {
      for (int i = 1; i <= 6; i++) {
        kit.send(LINES.subList(40 * (i - 1), 40 * i));
        kit.awaitCommitted(configuration, 40 * i);
      }
      assertThat(running.flink().lastFailure(running.job())).isEmpty();
      running.flink().drain(running.job(), directory.resolve("savepoint").toUri());
      running.flink().result(running.job()).get(1, TimeUnit.MINUTES);
    }
    assertThat(kit.read(JobKit.SCORED)).hasSize(240);
    assertThat(ids(configuration, "scored"))
        .as("ids of two subtasks, a few of which are pending at once")
        .hasSizeBetween(1, 8);
  }

  @Test
  void aCheckpointOfAnEarlierVersionIsRestoredAtAnyParallelism() throws Exception {
    SimbaConfiguration before = configuration(2, Map.of());
    kit.send(LINES.subList(0, 80));
    try (JobKit.Running running = kit.start(before, TransactionNamingStrategy.INCREMENTING)) {
      kit.awaitCommitted(before, 80);
      assertThat(running.flink().lastFailure(running.job())).isEmpty();
    }
    for (int step = 1; step <= 2; step++) {
      kit.send(LINES.subList(80 * step, 80 * (step + 1)));
      SimbaConfiguration after =
          configuration(
              step,
              Map.of("execution.state-recovery.path", kit.lastCheckpoint().toUri().toString()));
      try (JobKit.Running running = kit.start(after)) {
        kit.awaitCommitted(after, 80 * (step + 1));
        assertThat(running.flink().lastFailure(running.job())).isEmpty();
        if (step == 2) {
          running.flink().drain(running.job(), directory.resolve("savepoint").toUri());
          running.flink().result(running.job()).get(1, TimeUnit.MINUTES);
        }
      }
    }
    assertThat(kit.read(JobKit.SCORED)).hasSize(240);
    assertThat(
            kit.read(JobKit.SCORED).stream().map(r -> r.get("partition") + "-" + r.get("offset")))
        .doesNotHaveDuplicates();
  }

  private SimbaConfiguration configuration(int parallelism, Map<String, String> more) {
    Map<String, String> options = new TreeMap<>(more);
    options.put("parallelism.default", Integer.toString(parallelism));
    options.put("simba.chunk.max-wait", "50 ms");
    options.put("simba.checkpoint.interval", "200 ms");
    return kit.configuration(options);
  }

  private static List<String> ids(SimbaConfiguration configuration, String sink) throws Exception {
    String prefix = configuration.transactionalIdPrefix(sink);
    try (Admin admin = Admin.create(configuration.adminProperties())) {
      return admin.listTransactions().all().get().stream()
          .map(TransactionListing::transactionalId)
          .filter(id -> id.startsWith(prefix))
          .toList();
    }
  }
}
