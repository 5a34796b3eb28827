package org.simbastream.benchmarks.job;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.pipeline.SimbaJob;
import org.simbastream.testbed.embedded.EmbeddedKafka;

/** A broker inside this JVM with a topic full of log lines of many streams. */
final class KafkaLines implements AutoCloseable {

  private static final String INPUT = "logs";
  private static final List<String> OUTPUTS =
      List.of("simba-summaries", "simba-scored", "simba-dead-letters");
  private static final Map<String, String> KEEP = Map.of("retention.ms", "-1");
  private static final int LINES = 150_000;
  private static final int STREAMS = 64;
  private static final String STREAM = "stream-";
  private static final int LINES_APART = 997; // streams have different lines at the same time
  private static final long START = 1_750_000_000_000L;

  private final EmbeddedKafka kafka;

  private KafkaLines(EmbeddedKafka kafka) {
    this.kafka = kafka;
  }

  /** Starts a broker and writes the lines to {@code partitions} partitions. */
  static KafkaLines fill(int partitions) {
    EmbeddedKafka kafka = EmbeddedKafka.start();
    kafka.createTopic(INPUT, partitions, KEEP);
    OUTPUTS.forEach(topic -> kafka.createTopic(topic, partitions, KEEP));
    List<String> lines = LogRecords.lines();
    List<String> streams = streams(partitions);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < LINES; i++) {
        int stream = i % STREAMS;
        String line = lines.get((i / STREAMS + stream * LINES_APART) % lines.size());
        byte[] key = streams.get(stream).getBytes(StandardCharsets.UTF_8); // (bytes)
        byte[] value = line.getBytes(StandardCharsets.UTF_8); // (bytes)
        producer.send(new ProducerRecord<>(INPUT, stream % partitions, START + i, key, value));
      }
    }
    return new KafkaLines(kafka);
  }

  /**
   * Names that give every subtask the same number of streams, so that chance in their hashes has no
   * effect.
   */
  private static List<String> streams(int subtasks) {
    List<String> names = new ArrayList<>();
    int[] taken = new int[subtasks]; // (subtasks)
    for (int number = 0; names.size() < STREAMS; number++) {
      String name = STREAM + number;
      int subtask =
          KeyGroupRangeAssignment.assignKeyToParallelOperator(
              name, SimbaJob.MAX_PARALLELISM, subtasks);
      if (taken[subtask] * subtasks < STREAMS) {
        taken[subtask]++;
        names.add(name);
      }
    }
    return names;
  }

  /** The job's options: the defaults, except the input, which is read from the start each time. */
  SimbaConfiguration configuration(Path model, Path folder) {
    Map<String, String> options = new TreeMap<>();
    options.put("simba.model", model.toString());
    options.put("simba.kafka.bootstrap-servers", kafka.bootstrapServers());
    options.put("simba.input.topics", INPUT);
    options.put("simba.input.start", "earliest");
    options.put("rest.port", "0");
    options.put(
        "execution.checkpointing.dir", folder.resolve("checkpoints").toAbsolutePath().toUri() + "");
    return SimbaConfiguration.of(options);
  }

  /** Starts the job. */
  RunningJob start(Path model, Path folder, int parallelism) {
    SimbaConfiguration configuration = configuration(model, folder);
    return RunningJob.start(
        configuration.flinkConfiguration(),
        parallelism,
        env -> SimbaJob.define(env, configuration));
  }

  @Override
  public void close() {
    kafka.close();
  }
}
