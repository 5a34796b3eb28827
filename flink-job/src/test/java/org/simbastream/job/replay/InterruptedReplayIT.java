package org.simbastream.job.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.kafka.TopicLookup;
import org.simbastream.testbed.embedded.EmbeddedKafka;

/** However a replay ends, the next one goes on, and no letter is replayed twice. */
@Timeout(400)
class InterruptedReplayIT {

  private static final int KILLS = 3;

  private static EmbeddedKafka kafka;

  @TempDir private Path directory;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void aTransactionLeftOpenCountsForNothing() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "open");
    kit.send(0, null, "{".getBytes(UTF_8));
    kit.reject();
    ReplayClients clients = new ReplayClients(kit.configuration());
    try (TopicLookup topics = TopicLookup.open(kit.configuration())) {
      String progress = kit.configuration().replayProgressTopic();
      topics.requireCompacted("simba.replay.progress-topic", progress);
      KafkaProducer<byte[], byte[]> killed = clients.producer();
      killed.initTransactions();
      killed.beginTransaction();
      killed.send(new ProducerRecord<>(kit.input, 0, null, "{".getBytes(UTF_8)));
      killed.send(
          new ProgressTopic(progress, clients.group(), topics)
              .record(new TopicPartition(kit.letters, 0), new OffsetAndMetadata(1)));
      killed.flush();
      killed.close(Duration.ZERO); // does not abort: as a kill would leave it
    }

    assertThat(kit.replay(ReplaySettings.ALL).summary().replayed()).isEqualTo(1);
    assertThat(kit.read(kit.input)).hasSize(2);
  }

  @Test
  void killedAtRandomMomentsItReplaysEachLetterOnce() throws Exception {
    ReplayKit kit = new ReplayKit(kafka, "killed");
    int letters = 3_000;
    try (KafkaProducer<byte[], byte[]> producer = kit.producer(Map.of())) {
      for (int i = 0; i < letters; i++) {
        byte[] value = ("{\"number\":" + i + "}").getBytes(UTF_8);
        producer.send(new ProducerRecord<>(kit.input, i % ReplayKit.PARTITIONS, null, value));
      }
    }
    assertThat(kit.reject()).hasSize(letters);
    Path config = directory.resolve("job.yaml");
    StringBuilder yaml = new StringBuilder();
    kit.options().forEach((name, value) -> yaml.append(name + ": " + value + "\n"));
    Files.writeString(config, yaml);

    SplittableRandom random = new SplittableRandom(5);
    int inTheMiddle = 0;
    try (InputEnd end = new InputEnd(kit)) {
      for (int kill = 0; kill < KILLS; kill++) {
        long until = end.get() + 1 + random.nextInt(letters / (2 * KILLS));
        Process replay = start(config);
        try {
          end.await(until, replay);
          inTheMiddle += replay.isAlive() ? 1 : 0;
        } finally {
          replay.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
      }
    }
    assertThat(inTheMiddle).as("kills of a process that was still at it").isEqualTo(KILLS);
    long rest = kit.replay(ReplaySettings.ALL).summary().replayed();
    assertThat(rest).as("left by the killed ones").isPositive();

    List<String> numbers = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : kit.replayed(kit.input)) {
      numbers.add(new String(record.value(), UTF_8));
    }
    assertThat(numbers).hasSize(letters).doesNotHaveDuplicates();
  }

  private Process start(Path config) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"),
            "-cp",
            System.getProperty("java.class.path"),
            ReplayProcess.class.getName(),
            config.toString())
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(new File(directory.toFile(), "replay.log")))
        .start();
  }

  /** How many offsets of the input are taken, committed or not. */
  private static final class InputEnd implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    private final List<TopicPartition> partitions;

    InputEnd(ReplayKit kit) {
      this.partitions = List.of(new TopicPartition(kit.input, 0), new TopicPartition(kit.input, 1));
    }

    long get() {
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }

    void await(long offsets, Process replay) throws InterruptedException {
      long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
      while (get() < offsets && !replay.waitFor(2, TimeUnit.MILLISECONDS)) {
        assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
      }
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}
