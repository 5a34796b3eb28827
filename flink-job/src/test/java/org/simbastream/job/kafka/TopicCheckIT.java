package org.simbastream.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.simbastream.job.embedded.EmbeddedKafka;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;

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
                    "simba.output.dead-letters.topic", "graveyard")))
        .containsExactlyInAnyOrder(
            missing("simba.input.topics", "absent"),
            missing("simba.output.work.topic", "simba-work"),
            missing("simba.output.dead-letters.topic", "graveyard"));
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
        .startsWith(options + " and simba.kafka.properties.* don't fit a client of this job: ")
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
