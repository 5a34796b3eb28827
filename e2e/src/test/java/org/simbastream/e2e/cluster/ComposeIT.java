package org.simbastream.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.simbastream.e2e.check.OutputKind;
import org.simbastream.e2e.check.OutputReader;
import org.simbastream.testbed.Await;

/**
 * The processes of {@code docker-compose.yml}, with its options, when one of them dies. Needs what
 * the build has packaged.
 */
@Timeout(600)
@Tag("long")
class ComposeIT {

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final Duration AWAY = Duration.ofSeconds(40);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int LINES = 40;

  private int written;

  @Test
  void aJobManagerThatEndsComesBackWithTheStateEvenIfTheBrokerIsAway() throws Exception {
    try (ComposedCluster cluster = new ComposedCluster()) {
      cluster.zooKeeper().start();
      cluster.startBroker();
      for (String topic :
          List.of("app-logs", "simba-summaries", "simba-scored", "simba-dead-letters")) {
        cluster.topics().create(topic, 3);
      }
      cluster.jobManager().start();
      cluster.taskManager().start();
      writeAndAwaitScored(cluster);
      awaitJob(cluster, 0).awaitCheckpoint();
      long process = cluster.taskManager().pid();

      long ended = System.currentTimeMillis();
      cluster.jobManager().stop();
      cluster.jobManager().start();
      awaitJob(cluster, ended);
      writeAndAwaitScored(cluster);

      ended = System.currentTimeMillis();
      cluster.broker().kill();
      cluster.jobManager().kill();
      int logged = cluster.log(cluster.jobManager()).length();
      cluster.jobManager().start();
      Await.reached(AWAY, PAUSE, () -> hasMissedTheBroker(cluster, logged));
      cluster.startBroker();
      awaitJob(cluster, ended);
      writeAndAwaitScored(cluster);
      assertThat(cluster.log(cluster.taskManager()).lines())
          .as("buffers before the model are kept short")
          .noneMatch(line -> line.contains(" WARN ") && line.contains("BufferDebloating"));
      assertThat(cluster.taskManager().pid()).as("the TaskManager's process").isEqualTo(process);
    }
  }

  /** Waits until a job runs that was restored since a moment. */
  private static RunningJob awaitJob(ComposedCluster cluster, long since) throws Exception {
    Await.await(
        PATIENCE,
        () -> "no job has been restored from a checkpoint",
        () -> {
          startAgainWhatEnded(cluster);
          List<RunningJob> jobs = cluster.rest().jobs();
          return jobs.size() == 1
              && jobs.get(0).isRunning()
              && (since == 0 || jobs.get(0).restoredAt() > since);
        });
    return cluster.rest().jobs().get(0);
  }

  private static boolean hasMissedTheBroker(ComposedCluster cluster, int logged) throws Exception {
    return !cluster.jobManager().isAlive()
        || cluster.log(cluster.jobManager()).substring(logged).contains("could not be established");
  }

  /** As {@code restart} has Docker do. */
  private static void startAgainWhatEnded(ComposedCluster cluster) throws Exception {
    if (!cluster.jobManager().isAlive()) {
      cluster.jobManager().start();
    }
  }

  private void writeAndAwaitScored(ComposedCluster cluster) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", cluster.brokers()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int i = 0; i < LINES; i++) {
        producer.send(new ProducerRecord<>("app-logs", "host-" + i % 4, "INFO line " + i));
      }
    }
    written += LINES;
    Await.await(PATIENCE, () -> scored(cluster).size() + " scored", () -> isScored(cluster));
    assertThat(scored(cluster)).as("each line once").hasSize(written).doesNotHaveDuplicates();
  }

  private boolean isScored(ComposedCluster cluster) {
    return scored(cluster).size() >= written;
  }

  /** The positions of the lines that were scored. */
  private static List<String> scored(ComposedCluster cluster) {
    return new OutputReader(cluster.brokers())
        .committed("simba-scored").stream()
            .map(record -> OutputKind.SCORED.identity(record.value()))
            .toList();
  }
}
