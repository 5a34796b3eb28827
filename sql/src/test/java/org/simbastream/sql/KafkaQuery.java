package org.simbastream.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.pipeline.SimbaJob;
import org.simbastream.sql.TestLines.Line;
import org.simbastream.testbed.embedded.EmbeddedFlink;
import org.simbastream.testbed.embedded.EmbeddedKafka;

/** The documentation's example on a real broker, and the job on the same topic. */
final class KafkaQuery implements AutoCloseable {

  /** The example's output topics. */
  static final String SUMMARIES = "sql-summaries";

  static final String BAD_RECORDS = "sql-bad-records";

  private static final String INPUT = "app-logs";
  private static final int PARTITIONS = 2;
  private static final String CLOSER = "closer-";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final EmbeddedKafka kafka = EmbeddedKafka.start();
  private final Path directory;

  /**
   * Starts the broker.
   *
   * @param directory where checkpoints and savepoints go
   */
  KafkaQuery(Path directory) {
    this.directory = directory;
    Map<String, String> keep = Map.of("retention.ms", "-1");
    kafka.createTopic(INPUT, PARTITIONS, keep);
    for (String topic :
        List.of(SUMMARIES, BAD_RECORDS, "simba-summaries", "simba-scored", "simba-dead-letters")) {
      kafka.createTopic(topic, 1, keep);
    }
  }

  /**
   * Executes the example's statements one after the other, with {@code fail_once} for a function;
   * gives the job that the last starts.
   *
   * @param options Flink's, beside those for a test
   * @param edits what the statements say, and what they are to say in its place
   */
  JobClient start(Map<String, String> options, Map<String, String> edits) throws Exception {
    Map<String, String> all = new TreeMap<>(options);
    all.put("parallelism.default", "2");
    all.put("rest.port", "0");
    all.put("pipeline.max-parallelism", "256");
    all.put("execution.checkpointing.dir", directory.resolve("checkpoints").toUri().toString());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(Configuration.fromMap(all));
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.createTemporarySystemFunction("fail_once", FailOnce.class);
    JobClient job = null;
    for (String statement : Script.statements(Script.EXAMPLE)) {
      String here = edited(statement, edits);
      if (here.startsWith("SET ")) {
        String[] set = here.split("'");
        tables.getConfig().set(set[1], set[3]);
      } else {
        job = tables.executeSql(here).getJobClient().orElse(job);
      }
    }
    return job;
  }

  private String edited(String statement, Map<String, String> edits) {
    String edited =
        statement
            .replace("localhost:9092", kafka.bootstrapServers())
            .replace("interval' = '10 s'", "interval' = '500 ms'");
    for (Map.Entry<String, String> edit : edits.entrySet()) {
      edited = edited.replace(edit.getKey(), edit.getValue());
    }
    return edited;
  }

  /** Stops a query with a savepoint; gives its path. */
  String stop(JobClient job) throws Exception {
    String savepoint =
        job.stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(2, TimeUnit.MINUTES);
    job.getJobExecutionResult().get(1, TimeUnit.MINUTES); // its sinks are closed then
    return savepoint;
  }

  /**
   * What the job writes for the same topic, but for the lines that only end the others' windows.
   */
  List<JsonNode> summariesOfTheJob() throws Exception {
    Map<String, String> options = new TreeMap<>();
    options.put("simba.kafka.bootstrap-servers", kafka.bootstrapServers());
    options.put("simba.input.topics", INPUT);
    options.put("simba.input.bounded", "true");
    options.put("simba.record.format", "json");
    options.put("simba.record.key-field", "service");
    options.put("simba.record.time-field", "time");
    options.put("simba.chunk.max-wait", "0 s");
    options.put("simba.window.highlights", "5");
    options.put("simba.checkpoint.interval", "500 ms");
    options.put("parallelism.default", "2");
    options.put("rest.port", "0");
    SimbaConfiguration configuration = SimbaConfiguration.of(options);
    Configuration flink = configuration.flinkConfiguration();
    try (EmbeddedFlink cluster = EmbeddedFlink.start(flink, 2)) {
      StreamExecutionEnvironment env = new StreamExecutionEnvironment(flink);
      SimbaJob.define(env, configuration);
      cluster
          .result(cluster.submit(env))
          .get(2, TimeUnit.MINUTES)
          .toJobExecutionResult(getClass().getClassLoader());
    }
    return read("simba-summaries").stream()
        .filter(summary -> !summary.get("key").textValue().startsWith(CLOSER))
        .toList();
  }

  /** Sends lines that end every window of the others, and one that is no JSON. */
  void sendTheEnd() throws Exception {
    send("no JSON at all".getBytes(StandardCharsets.UTF_8), 1, TestLines.FIRST);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      long later = TestLines.FIRST + Duration.ofHours(1).toMillis();
      send(json(CLOSER + partition, later, "later"), partition, later);
    }
  }

  /** Sends lines that were cut off, with the present for Kafka's time. */
  void sendCutOffLines() {
    for (int partition = 0; partition < PARTITIONS; partition++) {
      send("{\"service".getBytes(StandardCharsets.UTF_8), partition, System.currentTimeMillis());
    }
  }

  /** All committed records of a topic of one partition, once there are so many. */
  List<JsonNode> await(String topic, int records) throws Exception {
    return await(topic, read -> read.size() >= records);
  }

  /** All committed records of a topic of one partition, once they are as told. */
  List<JsonNode> await(String topic, Predicate<List<JsonNode>> enough) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    List<JsonNode> read = read(topic);
    while (!enough.test(read)) {
      assertThat(System.nanoTime()).as("%d %s", read.size(), topic).isLessThan(deadline);
      Thread.sleep(200);
      read = read(topic);
    }
    return read;
  }

  /** All committed records of a topic of one partition. */
  List<JsonNode> read(String topic) throws Exception {
    Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
    settings.put("isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      List<JsonNode> records = new ArrayList<>();
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          records.add(JSON.readTree(record.value()));
        }
      }
      return records;
    }
  }

  /** Waits until a checkpoint has covered so many records. */
  void awaitCommitted(long records) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    try (Admin admin = Admin.create(new HashMap<>(kafka.clientSettings()))) {
      long committed = -1;
      while (committed < records) {
        assertThat(System.nanoTime()).as("%d committed", committed).isLessThan(deadline);
        Thread.sleep(100);
        committed =
            admin
                .listConsumerGroupOffsets("simba-sql")
                .partitionsToOffsetAndMetadata()
                .get()
                .values()
                .stream()
                .mapToLong(offset -> offset.offset())
                .sum();
      }
    }
  }

  /** A service's lines lie in one partition. */
  void send(List<Line> lines) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (Line line : lines) {
        int partition = Math.floorMod(line.service().hashCode(), PARTITIONS);
        byte[] value = json(line.service(), line.time(), line.text());
        producer.send(new ProducerRecord<>(INPUT, partition, line.time(), null, value));
      }
    }
  }

  private void send(byte[] value, int partition, long time) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.send(new ProducerRecord<>(INPUT, partition, time, null, value));
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static byte[] json(String service, long time, String message) throws Exception {
    return JSON.writeValueAsBytes(
        JSON.createObjectNode().put("service", service).put("message", message).put("time", time));
  }

  @Override
  public void close() {
    kafka.close();
  }
}
