package org.simbastream.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.simbastream.job.format.TopicLimits;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.testbed.embedded.EmbeddedKafka;

@Timeout(60)
class TopicCheckIT {

  private static EmbeddedKafka kafka;

  @BeforeAll
  static void startKafka() {
    kafka = EmbeddedKafka.start();
    for (String topic : List.of("logs", "simba-summaries", "simba-scored", "simba-dead-letters")) {
      kafka.createTopic(topic, 1);
    }
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @Test
  void passesWhereEverythingIsThere() {
    assertThatCode(() -> TopicCheck.run(configuration(Map.of("simba.input.topics", "logs"))))
        .doesNotThrowAnyException();
    assertThatCode(() -> TopicCheck.run(configuration(Map.of("simba.input.topic-pattern", "lo.s"))))
        .doesNotThrowAnyException();
  }

  @Test
  void saysHowToCreateEveryMissingTopic() {
    assertThat(
            problems(
                Map.of(
                    "simba.input.topics", "logs;absent",
                    "simba.output.work.enabled", "true",
                    "simba.output.patterns.enabled", "true",
                    "simba.output.dead-letters.topic", "graveyard")))
        .containsExactlyInAnyOrder(
            missing("simba.input.topics", "absent"),
            missing("simba.output.work.topic", "simba-work"),
            missing("simba.output.patterns.topic", "simba-patterns"),
            missing("simba.output.dead-letters.topic", "graveyard"));
  }

  @Test
  void refusesATopicOfAlertsThatForgetsOpenOnes() {
    kafka.createTopic("expiring", 1);
    Map<String, String> options = new HashMap<>();
    options.put("simba.input.topics", "logs");
    options.put("simba.alerts.enabled", "true");
    assertThat(problems(options))
        .containsExactly(
            missing("simba.alerts.topic", "simba-alerts") + " --config cleanup.policy=compact");
    options.put("simba.alerts.topic", "expiring");
    assertThat(problems(options))
        .singleElement()
        .asString()
        .startsWith("simba.alerts.topic names 'expiring', which has cleanup.policy=delete")
        .endsWith("--entity-name expiring --add-config cleanup.policy=compact");
    kafka.createTopic("compacted", 1, Map.of("cleanup.policy", "compact,delete"));
    options.put("simba.alerts.topic", "compacted");
    assertThat(problems(options)).isEmpty();
  }

  @Test
  void refusesAControlTopicThatForgetsWhatPeopleTaught() {
    kafka.createTopic("forgetful", 1);
    Map<String, String> options = new HashMap<>();
    options.put("simba.input.topics", "logs");
    options.put("simba.control.enabled", "true");
    assertThat(problems(options))
        .containsExactly(
            missing("simba.control.topic", "simba-control") + " --config cleanup.policy=compact");
    options.put("simba.control.topic", "forgetful");
    assertThat(problems(options))
        .singleElement()
        .asString()
        .startsWith("simba.control.topic names 'forgetful', which has cleanup.policy=delete")
        .contains("would forget what people taught");
  }

  @Test
  void doesNotMissTopicsOfOutputsThatAreOff() {
    assertThat(
            problems(
                Map.of(
                    "simba.input.topics", "logs",
                    "simba.output.scored.topic", "absent",
                    "simba.output.scored.enabled", "false")))
        .isEmpty();
  }

  @Test
  void refusesAPatternThatMatchesNothing() {
    assertThat(problems(Map.of("simba.input.topic-pattern", "metrics-.*")))
        .singleElement()
        .asString()
        .contains("simba.input.topic-pattern is 'metrics-.*'", "kafka-topics.sh");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simba.kafka.producer.acks|1|simba.kafka.producer.*|idempoten",
        "simba.kafka.producer.enable.idempotence|false|simba.kafka.producer.*|idempotence",
        "simba.kafka.producer.linger.ms|abc|simba.kafka.producer.*|linger.ms",
        "simba.kafka.consumer.max.poll.records|0|simba.kafka.consumer.*|max.poll.records",
      })
  void refusesWhatTheClientsOfTheJobWouldRefuseAtEachStart(
      String option, String value, String options, String said) {
    assertThat(problems(Map.of("simba.input.topics", "logs", option, value)))
        .singleElement()
        .asString()
        .startsWith(
            options
                + " and simba.kafka.properties.* are not valid for a Kafka client of this job: ")
        .contains(said)
        .endsWith("; correct or remove it.");
  }

  @Test
  void refusesATransactionTimeoutThatTheBrokerDoesNotAllow() {
    assertThat(
            problems(
                Map.of("simba.input.topics", "logs", "simba.output.transaction-timeout", "16 min")))
        .containsExactly(
            "simba.output.transaction-timeout is '16 min', but the brokers allow at most 15 min;"
                + " give no more or raise their transaction.max.timeout.ms.");
  }

  @Test
  void refusesWhereNoResultHasRoom() {
    kafka.createTopic("tiny", 1, Map.of("max.message.bytes", "1000"));
    assertThat(problems(Map.of("simba.input.topics", "logs", "simba.output.scored.topic", "tiny")))
        .singleElement()
        .asString()
        .startsWith("simba.output.scored.topic names 'tiny', which takes records of 985 bytes")
        .contains("raise its max.message.bytes to 4096", "kafka-configs.sh");
    assertThat(
            problems(
                Map.of(
                    "simba.input.topics", "logs", "simba.kafka.producer.max.request.size", "20")))
        .singleElement()
        .asString()
        .startsWith("simba.kafka.producer.max.request.size (or buffer.memory)")
        .contains("20 bytes", "give 4096 or more");
  }

  @Test
  void aRefusalThatNobodyForetoldMakesTheNextAttemptShorterOrLater() throws Exception {
    kafka.createTopic("refusing", 1, Map.of("max.message.bytes", "3000"));
    Properties settings = new Properties();
    settings.putAll(kafka.clientSettings());
    LearntTopicLimits.watch(settings);
    String brokers = LearntTopicLimits.brokers(settings);
    TopicLimits told = new TopicLimits(16_000, Long.MAX_VALUE);
    assertThat(LearntTopicLimits.narrowed(told, brokers, "refusing")).isEqualTo(told);
    assertThat(write(settings, told)).isInstanceOf(RecordTooLargeException.class);
    TopicLimits half = LearntTopicLimits.narrowed(told, brokers, "refusing");
    assertThat(half.maxRecordBytes()).isEqualTo(8_000);
    assertThat(LearntTopicLimits.narrowed(told, brokers, "refusing"))
        .as("another task's look")
        .isEqualTo(half);
    assertThat(write(settings, half)).isInstanceOf(RecordTooLargeException.class);
    TopicLimits quarter = LearntTopicLimits.narrowed(told, brokers, "refusing");
    assertThat(write(settings, quarter)).isInstanceOf(RecordTooLargeException.class);
    TopicLimits enough = LearntTopicLimits.narrowed(told, brokers, "refusing");
    assertThat(enough.maxRecordBytes()).isEqualTo(TopicLimits.LEAST_RECORD_BYTES);
    assertThat(write(settings, enough)).isNull();

    kafka.createTopic("young", 1, Map.of("message.timestamp.before.max.ms", "60000"));
    assertThat(writeOld(settings)).isInstanceOf(InvalidTimestampException.class);
    assertThat(LearntTopicLimits.narrowed(told, brokers, "young"))
        .isEqualTo(new TopicLimits(16_000, 0));
  }

  /** What writing a record as long as the limits allow is refused with; null if it isn't. */
  private static Throwable write(Properties settings, TopicLimits limits) throws Exception {
    byte[] value = new byte[limits.maxRecordBytes() - 128];
    return refusal(settings, new ProducerRecord<>("refusing", value));
  }

  private static Throwable writeOld(Properties settings) throws Exception {
    return refusal(settings, new ProducerRecord<>("young", 0, 1L, null, new byte[1]));
  }

  private static Throwable refusal(Properties settings, ProducerRecord<byte[], byte[]> record)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(record).get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  @Test
  void requiresBrokersAndTopics() {
    InvalidConfigurationException refused =
        catchThrowableOfType(
            InvalidConfigurationException.class,
            () ->
                TopicCheck.run(
                    SimbaConfiguration.of(
                        Map.of("simba.kafka.bootstrap-servers", kafka.bootstrapServers()))));
    assertThat(refused).hasMessageContaining("simba.input.topics is missing");
  }

  @Test
  void saysWithinSecondsThatNoBrokerAnswers() throws Exception {
    int unused;
    try (ServerSocket socket = new ServerSocket(0)) {
      unused = socket.getLocalPort();
    }
    long start = System.nanoTime();
    assertThat(
            problems(
                Map.of(
                    "simba.input.topics",
                    "logs",
                    "simba.kafka.bootstrap-servers",
                    "127.0.0.1:" + unused)))
        .singleElement()
        .asString()
        .startsWith("simba.kafka.bootstrap-servers is '127.0.0.1:" + unused + "'")
        .contains("no broker answered within 10 s");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void saysWhatKafkasClientRefusesWithoutTellingSecrets() {
    assertThat(
            problems(
                Map.of(
                    "simba.input.topics", "logs",
                    "simba.kafka.properties.security.protocol", "SASL_PLAINTEXT",
                    "simba.kafka.properties.sasl.mechanism", "PLAIN",
                    "simba.kafka.properties.sasl.jaas.config", "password=hunter2")))
        .singleElement()
        .asString()
        .contains("Kafka's client can't be set up", "JAAS")
        .doesNotContain("hunter2");
    assertThat(
            problems(
                Map.of(
                    "simba.input.topics", "logs",
                    "simba.kafka.bootstrap-servers", "no.such.host.invalid:9092")))
        .singleElement()
        .asString()
        .contains("no.such.host.invalid:9092", "bootstrap");
  }

  private static String missing(String option, String topic) {
    return "%s names '%s', which does not exist; create it: kafka-topics.sh --bootstrap-server %s"
            .formatted(option, topic, kafka.bootstrapServers())
        + " --create --topic %s --partitions 1".formatted(topic);
  }

  private static List<String> problems(Map<String, String> values) {
    InvalidConfigurationException refused =
        catchThrowableOfType(
            InvalidConfigurationException.class, () -> TopicCheck.run(configuration(values)));
    return refused == null ? List.of() : refused.problems();
  }

  private static SimbaConfiguration configuration(Map<String, String> values) {
    Map<String, String> all = new HashMap<>();
    all.put("simba.kafka.bootstrap-servers", kafka.bootstrapServers());
    all.putAll(values);
    return SimbaConfiguration.of(all);
  }
}
