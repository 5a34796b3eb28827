package org.simbastream.job.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.operators.keyed.SimbaOperator;
import org.simbastream.testbed.embedded.EmbeddedFlink;
import org.simbastream.testbed.embedded.EmbeddedKafka;

/** A real broker with the job's topics, and the job on a real cluster. */
public final class JobKit implements AutoCloseable {

  public static final int PARTITIONS = 3;
  public static final String SCORED = "simba-scored";
  public static final String SUMMARIES = "simba-summaries";
  public static final String DEAD_LETTERS = "simba-dead-letters";
  public static final String ALERTS = "simba-alerts";
  public static final String CONTROL = "simba-control";

  private static final String INPUT = "logs";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> KEEP =
      Map.of("retention.ms", "-1", "message.timestamp.after.max.ms", "9223372036854775807");

  private final EmbeddedKafka kafka;
  private final Path directory;

  public JobKit(Path directory) {
    this(directory, EmbeddedKafka.start());
  }

  /** On a broker that closing stops. */
  public JobKit(Path directory, EmbeddedKafka kafka) {
    this.kafka = kafka;
    this.directory = directory;
    kafka.createTopic(INPUT, PARTITIONS, KEEP);
    for (String topic : List.of(SCORED, SUMMARIES, DEAD_LETTERS)) {
      kafka.createTopic(topic, 1, KEEP);
    }
    createTopic(ALERTS, Map.of("cleanup.policy", "compact"));
    createTopic(CONTROL, Map.of("cleanup.policy", "compact"));
  }

  public SimbaConfiguration configuration(Map<String, String> more) {
    return SimbaConfiguration.of(options(more));
  }

  /** Creates another topic of one partition. */
  public void createTopic(String name, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(KEEP);
    all.putAll(settings);
    kafka.createTopic(name, 1, all);
  }

  public void deleteTopic(String name) throws Exception {
    try (Admin admin = Admin.create(new HashMap<>(kafka.clientSettings()))) {
      admin.deleteTopics(List.of(name)).all().get();
    }
  }

  /** What the job is configured with, how to be let in by the broker included. */
  public Map<String, String> options(Map<String, String> more) {
    Map<String, String> options = new TreeMap<>();
    kafka
        .clientSettings()
        .forEach((name, value) -> options.put("simba.kafka.properties." + name, value));
    options.remove("simba.kafka.properties.bootstrap.servers");
    options.put("simba.kafka.bootstrap-servers", kafka.bootstrapServers());
    options.put("simba.input.topics", INPUT);
    options.put("simba.chunk.max-wait", "0 s");
    options.put("simba.chunk.tokens", "128");
    options.put("simba.checkpoint.interval", "500 ms");
    options.put("simba.kafka.consumer.max.partition.fetch.bytes", "8000000");
    options.put("parallelism.default", "2");
    options.put("rest.port", "0"); // tests run side by side
    options.put("pipeline.generic-types", "false");
    options.put("execution.checkpointing.dir", directory.resolve("checkpoints").toUri().toString());
    options.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    options.putAll(more);
    if (options.containsKey("simba.input.topic-pattern")) {
      options.remove("simba.input.topics");
    }
    return options;
  }

  public void send(List<TestStreams.Line> lines) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (TestStreams.Line line : lines) {
        producer.send(
            new ProducerRecord<>(
                INPUT,
                null,
                line.time(),
                line.key().getBytes(StandardCharsets.UTF_8),
                line.text().getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  public void send(int partition, long time, byte[] value) throws Exception {
    send(INPUT, partition, time, value);
  }

  public void send(String topic, int partition, long time, byte[] value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.send(new ProducerRecord<>(topic, partition, time, null, value)).get();
    }
  }

  /** Writes to the control topic. */
  public void teach(String id, String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer
          .send(
              new ProducerRecord<>(
                  CONTROL,
                  id.getBytes(StandardCharsets.UTF_8),
                  value.getBytes(StandardCharsets.UTF_8)))
          .get();
    }
  }

  /** Starts the job on a cluster of its own. */
  public Running start(SimbaConfiguration configuration) {
    return start(configuration, SimbaJob.TRANSACTION_NAMES);
  }

  /** Starts the job with other names for its transactions. */
  public Running start(SimbaConfiguration configuration, TransactionNamingStrategy names) {
    return start(configuration, new SimbaOperator(SimbaJob.settings(configuration)), names);
  }

  /** Starts the job with another operator. */
  public Running start(SimbaConfiguration configuration, SimbaOperator operator) {
    return start(configuration, operator, SimbaJob.TRANSACTION_NAMES);
  }

  private static Running start(
      SimbaConfiguration configuration, SimbaOperator operator, TransactionNamingStrategy names) {
    Configuration options = configuration.flinkConfiguration();
    EmbeddedFlink flink = EmbeddedFlink.start(options, 2);
    StreamExecutionEnvironment env = new StreamExecutionEnvironment(options);
    SimbaJob.define(env, configuration, operator, names);
    return new Running(flink, flink.submit(env));
  }

  /** Runs a bounded job to its end. */
  public void runToTheEnd(SimbaConfiguration configuration, SimbaOperator operator)
      throws Exception {
    try (Running running = start(configuration, operator)) {
      JobResult result = running.flink().result(running.job()).get(2, TimeUnit.MINUTES);
      result.toJobExecutionResult(getClass().getClassLoader());
    }
  }

  /** Waits until a checkpoint has committed so many offsets. */
  public void awaitCommitted(SimbaConfiguration configuration, long offsets) throws Exception {
    awaitCommitted(configuration, configuration.groupId(), offsets);
  }

  /** Waits until a checkpoint has committed so many offsets of a group. */
  public void awaitCommitted(SimbaConfiguration configuration, String group, long offsets)
      throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    try (Admin admin = Admin.create(configuration.adminProperties())) {
      long committed = -1;
      while (committed < offsets) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("committed " + committed + " of " + offsets + " offsets");
        }
        committed =
            admin
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .stream()
                .mapToLong(o -> o.offset())
                .sum();
        Thread.sleep(50);
      }
    }
  }

  /** Where a partition of the input ends. */
  public long end(int partition) {
    TopicPartition input = new TopicPartition(INPUT, partition);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            new HashMap<>(kafka.clientSettings()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.endOffsets(List.of(input)).get(input);
    }
  }

  /** Waits until a record is scored. */
  public void awaitScored(Predicate<JsonNode> record, Duration patience) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (read(SCORED).stream().noneMatch(record)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("it is not among " + read(SCORED));
      }
      Thread.sleep(200);
    }
  }

  /** The newest checkpoint of the job that ran last. */
  public Path lastCheckpoint() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("checkpoints"))) {
      return files
          .filter(f -> f.getFileName().toString().equals("_metadata"))
          .map(Path::getParent)
          .max(Comparator.comparingInt(JobKit::number))
          .orElseThrow();
    }
  }

  private static int number(Path checkpoint) {
    return Integer.parseInt(checkpoint.getFileName().toString().substring("chk-".length()));
  }

  /** The values of all committed records of an output topic of one partition. */
  public List<JsonNode> read(String topic) throws Exception {
    List<JsonNode> values = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
      values.add(JSON.readTree(record.value()));
    }
    return values;
  }

  /** All committed records of an output topic of one partition. */
  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
    settings.put("isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  @Override
  public void close() {
    kafka.close();
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
    settings.put("max.request.size", 8_000_000);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** A job that runs; closing takes its cluster down without warning. */
  public record Running(EmbeddedFlink flink, JobID job) implements AutoCloseable {
    @Override
    public void close() throws Exception {
      flink.close();
    }
  }
}
