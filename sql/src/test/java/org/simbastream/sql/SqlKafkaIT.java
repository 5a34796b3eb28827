package org.simbastream.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.embedded.EmbeddedFlink;
import org.simbastream.job.embedded.EmbeddedKafka;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.pipeline.SimbaJob;
import org.simbastream.sql.TestLines.Line;

/** The example of the documentation on a real broker, stopped and started again, beside the job. */
class SqlKafkaIT {

  private static final int PARTITIONS = 2;
  private static final String CLOSER = "closer-";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;
  private EmbeddedKafka kafka;

  @BeforeEach
  void startKafka() {
    kafka = EmbeddedKafka.start();
    Map<String, String> keep = Map.of("retention.ms", "-1");
    kafka.createTopic("app-logs", PARTITIONS, keep);
    for (String topic :
        List.of(
            "sql-summaries",
            "sql-bad-records",
            "simba-summaries",
            "simba-scored",
            "simba-dead-letters")) {
      kafka.createTopic(topic, 1, keep);
    }
  }

  @AfterEach
  void stopKafka() {
    kafka.close();
  }

  @Test
  void theExampleGivesTheJobsSummariesAcrossAStopWithSavepoint() throws Exception {
    List<Line> lines = TestLines.of(4, 400, 21);
    send(lines.subList(0, 170));
    JobClient first = runScript(Map.of());
    awaitCommitted(170);
    String savepoint = stop(first);
    send(lines.subList(170, lines.size()));
    send("no JSON at all".getBytes(StandardCharsets.UTF_8), 1, TestLines.FIRST);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      long later = TestLines.FIRST + Duration.ofHours(1).toMillis();
      send(json(CLOSER + partition, later, "later"), partition, later);
    }
    List<JsonNode> expected = summariesOfTheJob();
    JobClient second = runScript(Map.of("execution.state-recovery.path", savepoint));
    List<JsonNode> summaries = await("sql-summaries", expected.size());
    List<JsonNode> bad = await("sql-bad-records", 1);
    second.cancel().get(1, TimeUnit.MINUTES);

    assertThat(expected).hasSizeGreaterThan(12);
    assertThat(byStreamAndWindow(summaries.stream().map(SqlKafkaIT::asOfTheJob).toList()))
        .isEqualTo(byStreamAndWindow(expected));
    assertThat(bad)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.get("service").textValue()).isEqualTo("app-logs-1");
              assertThat(record.get("error").textValue())
                  .isEqualTo("MISSING_TEXT: The text is null.");
              assertThat(record.get("partition").intValue()).isEqualTo(1);
            });
  }

  @Test
  void anotherModelsStateIsRefusedWithTheMessageOfTheJob() throws Exception {
    send(TestLines.of(2, 20, 22));
    JobClient first = runScript(Map.of());
    awaitCommitted(20);
    String savepoint = stop(first);
    send(TestLines.of(2, 2, 23));
    JobClient second =
        runScript(
            Map.of("execution.state-recovery.path", savepoint, "restart-strategy.type", "disable"),
            "simba.window.size=1 min;",
            "simba.model.weights=bfloat16;");

    assertThatThrownBy(() -> second.getJobExecutionResult().get(1, TimeUnit.MINUTES))
        .rootCause()
        .hasMessageContaining("the restored hidden states belong to model simba-logs@")
        .hasMessageContaining("set simba.model to the former");
  }

  private String stop(JobClient job) throws Exception {
    String savepoint =
        job.stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(2, TimeUnit.MINUTES);
    job.getJobExecutionResult().get(1, TimeUnit.MINUTES); // its sinks are closed then
    return savepoint;
  }

  private JobClient runScript(Map<String, String> more) throws Exception {
    return runScript(more, "", "");
  }

  /** Executes the script's statements one after the other; gives the job that the last starts. */
  private JobClient runScript(Map<String, String> more, String part, String inItsPlace)
      throws Exception {
    Map<String, String> options = new TreeMap<>(more);
    options.put("parallelism.default", "2");
    options.put("rest.port", "0");
    options.put("pipeline.max-parallelism", "256");
    options.put("execution.checkpointing.dir", directory.resolve("checkpoints").toUri().toString());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(Configuration.fromMap(options));
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    JobClient job = null;
    for (String statement : Script.statements(Script.EXAMPLE)) {
      String here =
          statement
              .replace("localhost:9092", kafka.bootstrapServers())
              .replace("interval' = '10 s'", "interval' = '500 ms'")
              .replace(part, inItsPlace);
      if (here.startsWith("SET ")) {
        String[] set = here.split("'");
        tables.getConfig().set(set[1], set[3]);
      } else {
        job = tables.executeSql(here).getJobClient().orElse(job);
      }
    }
    return job;
  }

  /**
   * What the job writes for the same topic, but for the lines that only end the others' windows.
   */
  private List<JsonNode> summariesOfTheJob() throws Exception {
    Map<String, String> options = new TreeMap<>();
    options.put("simba.kafka.bootstrap-servers", kafka.bootstrapServers());
    options.put("simba.input.topics", "app-logs");
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

  private static Map<String, JsonNode> byStreamAndWindow(List<JsonNode> summaries) {
    Map<String, JsonNode> by = new TreeMap<>();
    for (JsonNode summary : summaries) {
      String name = summary.get("key").textValue() + " " + summary.get("windowStart");
      assertThat(by.put(name, summary)).as(name).isNull();
    }
    return by;
  }

  /** A row of the example's table as the job writes a summary: other names, times as numbers. */
  private static JsonNode asOfTheJob(JsonNode row) {
    ObjectNode summary = JSON.createObjectNode();
    summary.set("key", row.get("service"));
    summary.put("windowStart", millis(row.get("window_start")));
    summary.put("windowEnd", millis(row.get("window_end")));
    summary.set("records", row.get("records"));
    summary.set("tokens", row.get("tokens"));
    summary.put("workRatio", row.get("work_ratio").doubleValue());
    summary.put("keepLast", row.get("keep_last").doubleValue());
    summary.set("model", row.get("model"));
    summary.set("gist", row.get("gist"));
    for (JsonNode from : row.get("highlights")) {
      ObjectNode highlight = summary.withArray("highlights").addObject();
      highlight.set("text", from.get("text"));
      highlight.put("score", from.get("score").doubleValue());
      highlight.set("count", from.get("count"));
      highlight.put("time", millis(from.get("event_time")));
      highlight.set("topic", from.get("source_topic"));
      highlight.set("partition", from.get("source_partition"));
      highlight.set("offset", from.get("source_offset"));
    }
    summary.set("newPatterns", row.get("new_patterns"));
    try {
      return JSON.readTree(summary.toString()); // with the node types that read numbers have
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long millis(JsonNode time) {
    return Instant.parse(time.textValue().replace(' ', 'T')).toEpochMilli();
  }

  private List<JsonNode> await(String topic, int records) throws Exception {
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    List<JsonNode> read = read(topic);
    while (read.size() < records) {
      assertThat(System.nanoTime())
          .as("%d of %d %s", read.size(), records, topic)
          .isLessThan(deadline);
      Thread.sleep(200);
      read = read(topic);
    }
    return read;
  }

  /** All committed records of a topic of one partition. */
  private List<JsonNode> read(String topic) throws Exception {
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
  private void awaitCommitted(long records) throws Exception {
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
  private void send(List<Line> lines) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (Line line : lines) {
        int partition = Math.floorMod(line.service().hashCode(), PARTITIONS);
        byte[] value = json(line.service(), line.time(), line.text());
        producer.send(new ProducerRecord<>("app-logs", partition, line.time(), null, value));
      }
    }
  }

  private void send(byte[] value, int partition, long time) {
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      producer.send(new ProducerRecord<>("app-logs", partition, time, null, value));
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
}
