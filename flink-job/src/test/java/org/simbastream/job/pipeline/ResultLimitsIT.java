package org.simbastream.job.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.operators.keyed.SimbaOperator;

/** Topics that take less than what results may be: no record may restart the job for ever. */
class ResultLimitsIT {

  private static final int LIMIT = 4096;
  private static final long YEARS_AGO = 1_500_000_040_000L;
  private static final Map<String, String> SMALL =
      Map.of(
          "max.message.bytes", Integer.toString(LIMIT),
          "message.timestamp.before.max.ms", Long.toString(Duration.ofDays(1).toMillis()));

  @TempDir private Path directory;
  private JobKit kit;

  @BeforeEach
  void startKafka() {
    kit = new JobKit(directory);
    for (String topic : List.of("small-scored", "small-summaries", "small-dead-letters")) {
      kit.createTopic(topic, SMALL);
    }
  }

  @AfterEach
  void stopKafka() {
    kit.close();
  }

  @Test
  void whatATopicDoesNotTakeIsCutAndWhatIsTooOldGetsTheTimeOfWriting() throws Exception {
    long began = System.currentTimeMillis();
    SimbaConfiguration configuration = configuration(Map.of("simba.input.bounded", "true"));
    String key = "k".repeat(4000);
    kit.send(
        List.of(
            new TestStreams.Line("host", YEARS_AGO, "a short line"),
            new TestStreams.Line("host", YEARS_AGO, "a long line " + "word ".repeat(4000)),
            new TestStreams.Line(key, YEARS_AGO, "a line of a stream with a long name")));
    byte[] bad = "bad ".repeat(10_000).getBytes(UTF_8);
    bad[7] = (byte) 0xff;
    kit.send(0, YEARS_AGO, bad);
    kit.runToTheEnd(configuration, new SimbaOperator(SimbaJob.settings(configuration)));

    List<JsonNode> scored = kit.read("small-scored");
    assertThat(scored).hasSize(3);
    for (JsonNode record : scored) {
      boolean isShort = record.get("text").textValue().equals("a short line");
      assertThat(record.path("cut").booleanValue()).isEqualTo(!isShort);
    }
    assertThat(scored)
        .anySatisfy(
            record ->
                assertThat(record.get("text").textValue())
                    .startsWith("a long line word")
                    .endsWith("…")
                    .hasSizeGreaterThan(1000))
        .anySatisfy(record -> assertThat(record.get("key").textValue()).matches("k{100,}…"));
    List<JsonNode> summaries = kit.read("small-summaries");
    assertThat(summaries).hasSize(2).allMatch(summary -> summary.get("cut").booleanValue());
    assertThat(kit.read("small-dead-letters"))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.get("cut").booleanValue()).isTrue();
              assertThat(letter.get("complete").booleanValue()).as("whole").isFalse();
              assertThat(letter.get("length").intValue()).isEqualTo(40_000);
              assertThat(letter.get("bytes").binaryValue().length).isBetween(1000, LIMIT);
            });
    for (String topic : List.of("small-scored", "small-summaries", "small-dead-letters")) {
      for (ConsumerRecord<byte[], byte[]> record : kit.records(topic)) {
        assertThat(record.timestamp()).isCloseTo(began, within(Duration.ofHours(1).toMillis()));
      }
    }
    assertThat(scored).allMatch(record -> record.get("time").longValue() == YEARS_AGO);
  }

  @Test
  void aLimitThatComesLaterIsKeptToAfterOneRestart() throws Exception {
    SimbaConfiguration configuration =
        configuration(
            Map.of(
                "simba.chunk.max-wait", "100 ms",
                "simba.record.join", "off", // offsets are committed while a record waits for lines
                "simba.output.scored.topic", JobKit.SCORED,
                "restart-strategy.exponential-delay.initial-backoff", "100 ms"));
    String text = "a long line " + "word ".repeat(4000);
    kit.send(List.of(new TestStreams.Line("host", YEARS_AGO, text)));
    try (JobKit.Running running =
        kit.start(configuration, new SimbaOperator(SimbaJob.settings(configuration)))) {
      kit.awaitCommitted(configuration, 1);
      alter(configuration, JobKit.SCORED, SMALL);
      kit.send(List.of(new TestStreams.Line("host", YEARS_AGO, text)));
      kit.awaitCommitted(configuration, 2);
      assertThat(running.flink().lastFailure(running.job())).as("a failure").isPresent();
    }
    assertThat(kit.read(JobKit.SCORED)).hasSize(2);
    assertThat(kit.read(JobKit.SCORED).get(0).has("cut")).isFalse();
    assertThat(kit.read(JobKit.SCORED).get(1).get("cut").booleanValue()).isTrue();
  }

  private static void alter(
      SimbaConfiguration configuration, String topic, Map<String, String> settings)
      throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    List<AlterConfigOp> operations =
        settings.entrySet().stream()
            .map(
                setting ->
                    new AlterConfigOp(
                        new ConfigEntry(setting.getKey(), setting.getValue()),
                        AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = Admin.create(configuration.adminProperties())) {
      admin.incrementalAlterConfigs(Map.of(resource, operations)).all().get();
    }
  }

  private SimbaConfiguration configuration(Map<String, String> more) {
    Map<String, String> options = new HashMap<>();
    options.put("simba.record.malformed-text", "reject");
    options.put("simba.output.scored.topic", "small-scored");
    options.put("simba.output.summaries.topic", "small-summaries");
    options.put("simba.output.dead-letters.topic", "small-dead-letters");
    options.putAll(more);
    return kit.configuration(options);
  }
}
