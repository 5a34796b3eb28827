package org.simbastream.job.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.formats.RecordFormat;
import org.simbastream.formats.RecordTimes;
import org.simbastream.formats.TextEncoding;
import org.simbastream.model.simba.SelectionCriterion;
import org.simbastream.text.time.DateOrder;

class SimbaConfigurationTest {

  @TempDir Path directory;

  @Test
  void takesOverridesBeforeTheFileBeforeDefaults() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("options.yaml"),
            "simba: {chunk.tokens: 128, bundle: {tokens: 512}}\nparallelism.default: 3");
    SimbaConfiguration configuration =
        SimbaConfiguration.load(file, Map.of("simba.bundle.tokens", "1024"));
    assertThat(configuration.get(SimbaOptions.BUNDLE_TOKENS)).isEqualTo(1024);
    assertThat(configuration.get(SimbaOptions.CHUNK_TOKENS)).isEqualTo(128);
    assertThat(configuration.get(SimbaOptions.RECORD_MAX_TOKENS)).isEqualTo(2048);
    assertThat(configuration.find(SimbaOptions.INPUT_TOPICS)).isEmpty();
  }

  @Test
  void reportsTheFileAndTheValuesAtOnce() throws Exception {
    Path file = Files.writeString(directory.resolve("options.yaml"), "simba.model:\nsimba.x: 1");
    assertThatThrownBy(() -> SimbaConfiguration.load(file, Map.of("simba.keep.last", "2")))
        .isInstanceOfSatisfying(
            InvalidConfigurationException.class,
            e -> assertThat(e.problems()).hasSize(3).allMatch(e.getMessage()::contains));
  }

  @Test
  void readsChoicesAsTheyAreWritten() {
    SimbaConfiguration configuration =
        SimbaConfiguration.of(
            Map.of(
                "simba.keep.criterion", "output-norm",
                "simba.state.model-mismatch", "Afresh",
                "simba.input.topics", "a, b;c"));
    assertThat(configuration.get(SimbaOptions.KEEP_CRITERION))
        .isEqualTo(SelectionCriterion.OUTPUT_NORM);
    assertThat(configuration.get(SimbaOptions.STATE_MODEL_MISMATCH))
        .isEqualTo(ModelMismatch.AFRESH);
    assertThat(configuration.get(SimbaOptions.INPUT_TOPICS)).containsExactly("a", "b", "c");
  }

  @Test
  void passesOnToFlinkWhatIsNotOurs() {
    Configuration flink =
        SimbaConfiguration.of(
                Map.of(
                    "state.backend.type", "rocksdb",
                    "simba.name", "logs",
                    "simba.checkpoint.interval", "3 s"))
            .flinkConfiguration();
    assertThat(flink.get(StateBackendOptions.STATE_BACKEND)).isEqualTo("rocksdb");
    assertThat(flink.get(PipelineOptions.NAME)).isEqualTo("logs");
    assertThat(flink.get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(flink.keySet()).noneMatch(key -> key.startsWith("simba."));
  }

  @Test
  void passesOnToKafkasClientsWhatStandsUnderTheirPrefixes() {
    SimbaConfiguration configuration =
        SimbaConfiguration.of(
            Map.of(
                "simba.kafka.bootstrap-servers", "host:9092",
                "simba.kafka.properties.security.protocol", "SSL",
                "simba.kafka.properties.client.rack", "a",
                "simba.kafka.consumer.client.rack", "b",
                "simba.kafka.producer.linger.ms", "7"));
    assertThat(configuration.adminProperties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "bootstrap.servers", "host:9092", "security.protocol", "SSL", "client.rack", "a"));
    assertThat(configuration.consumerProperties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "bootstrap.servers", "host:9092",
                "security.protocol", "SSL",
                "client.rack", "b",
                "group.id", "simba-stream",
                "isolation.level", "read_committed"));
    assertThat(configuration.producerProperties())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "bootstrap.servers", "host:9092",
                "security.protocol", "SSL",
                "client.rack", "a",
                "linger.ms", "7",
                "transaction.timeout.ms", "600000"));
  }

  @Test
  void letsConsumersReadUncommittedIfAsked() {
    Properties consumer =
        SimbaConfiguration.of(Map.of("simba.kafka.consumer.isolation.level", "read_uncommitted"))
            .consumerProperties();
    assertThat(consumer).containsEntry("isolation.level", "read_uncommitted");
  }

  @Test
  void derivesNamesFromTheJobsName() {
    SimbaConfiguration derived = SimbaConfiguration.of(Map.of("simba.name", "logs"));
    assertThat(derived.groupId()).isEqualTo("logs");
    assertThat(derived.transactionalIdPrefix("summaries")).isEqualTo("logs-summaries");
    SimbaConfiguration given =
        SimbaConfiguration.of(
            Map.of("simba.input.group-id", "g", "simba.output.transactional-id-prefix", "t"));
    assertThat(given.groupId()).isEqualTo("g");
    assertThat(given.transactionalIdPrefix("summaries")).isEqualTo("t-summaries");
  }

  @Test
  void namesTheTopicsOfTheOutputsThatAreOn() {
    assertThat(SimbaConfiguration.of(Map.of()).outputTopics().values())
        .containsExactly("simba-summaries", "simba-scored", "simba-dead-letters");
    assertThat(
            SimbaConfiguration.of(
                    Map.of(
                        "simba.output.scored.enabled", "false",
                        "simba.output.work.enabled", "true"))
                .outputTopics()
                .values())
        .containsExactly("simba-summaries", "simba-work", "simba-dead-letters");
  }

  @Test
  void makesTheRecordFormat() {
    assertThat(SimbaConfiguration.of(Map.of("simba.record.max-bytes", "2 kb")).recordFormat())
        .isEqualTo(RecordFormat.text(2048, Duration.ofDays(1), TextEncoding.DEFAULT));
    assertThat(
            SimbaConfiguration.of(
                    Map.of(
                        "simba.record.format", "json",
                        "simba.record.key-field", "host",
                        "simba.record.text-field", "message",
                        "simba.record.time-field", "@timestamp",
                        "simba.time.max-ahead", "1 h"))
                .recordFormat())
        .isEqualTo(
            new RecordFormat(
                RecordFormat.Kind.JSON,
                "host",
                "message",
                "@timestamp",
                1 << 20,
                Duration.ofHours(1),
                TextEncoding.DEFAULT));
    assertThat(
            SimbaConfiguration.of(
                    Map.of("simba.record.format", "tokens", "simba.record.key-field", "host"))
                .recordFormat())
        .isEqualTo(
            new RecordFormat(
                RecordFormat.Kind.TOKENS,
                "host",
                null,
                null,
                1 << 20,
                Duration.ofDays(1),
                TextEncoding.DEFAULT));
  }

  @Test
  void makesTheRulesOfTimes() {
    RecordFormat format =
        SimbaConfiguration.of(
                Map.of(
                    "simba.record.time", "text",
                    "simba.time.zone", "Europe/Berlin",
                    "simba.time.date-order", "day-first",
                    "simba.time.unreadable", "reject"))
            .recordFormat();
    assertThat(format.times())
        .isEqualTo(
            new RecordTimes(
                RecordTimes.Source.TEXT,
                ZoneId.of("Europe/Berlin"),
                DateOrder.DAY_FIRST,
                RecordTimes.Unreadable.REJECT));
  }

  @Test
  void requiresBrokersAndTopicsOfAJobOnKafka() {
    assertThatThrownBy(() -> SimbaConfiguration.of(Map.of()).requireKafka())
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("simba.kafka.bootstrap-servers is missing")
        .hasMessageContaining("simba.input.topics is missing");
    SimbaConfiguration complete =
        SimbaConfiguration.of(
            Map.of("simba.kafka.bootstrap-servers", "h:1", "simba.input.topic-pattern", "logs-.*"));
    assertThat(complete.requireKafka()).isSameAs(complete);
  }

  @Test
  void hidesSecrets() {
    SimbaConfiguration configuration =
        SimbaConfiguration.of(
            Map.of(
                "simba.kafka.properties.sasl.jaas.config", "hunter2",
                "simba.kafka.properties.ssl.keystore.key", "hunter2",
                "simba.kafka.producer.ssl.truststore.password", "hunter2",
                "simba.kafka.consumer.my.Secret", "hunter2",
                "s3.session-token", "hunter2",
                "simba.chunk.tokens", "77"));
    assertThat(configuration.toString())
        .doesNotContain("hunter2")
        .contains("sasl.jaas.config=******", "simba.chunk.tokens=77");
    assertThat(configuration.adminProperties()).containsEntry("sasl.jaas.config", "hunter2");
  }

  @Test
  void refusesWhatWouldMakeResultsNotExactlyOnce() {
    assertThatThrownBy(
            () ->
                SimbaConfiguration.of(
                    Map.of(
                        "execution.checkpointing.mode", "at_least_once",
                        "execution.checkpointing.checkpoints-after-tasks-finish", "false")))
        .isInstanceOfSatisfying(
            InvalidConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .satisfiesExactly(
                        mode ->
                            assertThat(mode)
                                .startsWith("execution.checkpointing.mode is 'AT_LEAST_ONCE'")
                                .contains("written twice", "'EXACTLY_ONCE'"),
                        end ->
                            assertThat(end)
                                .startsWith(
                                    "execution.checkpointing.checkpoints-after-tasks-finish is"
                                        + " 'false'")
                                .contains("never committed")));
    assertThat(
            SimbaConfiguration.of(Map.of("execution.checkpointing.mode", "EXACTLY_ONCE"))
                .flinkConfiguration()
                .get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE))
        .isEqualTo(CheckpointingMode.EXACTLY_ONCE);
  }
}
