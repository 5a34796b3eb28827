package org.simbastream.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.kafka.TopicCheck;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.pipeline.JobKit;
import org.simbastream.job.pipeline.RestCrawl;
import org.simbastream.job.pipeline.TestStreams;
import org.simbastream.job.pipeline.WrittenFiles;
import org.simbastream.job.replay.DeadLetterFilter;
import org.simbastream.job.replay.ReplaySettings;
import org.simbastream.job.replay.Replayer;
import org.simbastream.testbed.embedded.EmbeddedKafka;
import org.simbastream.testbed.kafka.BrokerCertificates;
import org.simbastream.testbed.kafka.BrokerSecurity;

/** A broker that demands TLS and a password by SASL/SCRAM. */
@Timeout(400)
class SecuredKafkaIT {

  private static final String PASSWORD = "open-sesame-4711";
  private static final String TRUST_PASSWORD = "trust-sesame-4712";
  private static final String KEY_PASSWORD = "key-sesame-4713";
  private static final List<String> SECRETS = List.of(PASSWORD, TRUST_PASSWORD, KEY_PASSWORD);

  @TempDir private Path directory;
  private BrokerSecurity security;
  private JobKit kit;

  @BeforeEach
  void startKafka() throws Exception {
    security =
        new BrokerCertificates(directory).security(KEY_PASSWORD, TRUST_PASSWORD, "simba", PASSWORD);
    kit = new JobKit(directory, EmbeddedKafka.start(security));
  }

  @AfterEach
  void stopKafka() {
    kit.close();
  }

  @Test
  void theWholeJobAndItsReplayRunAndNothingTheyWriteTellsASecret() throws Exception {
    List<TestStreams.Line> lines = TestStreams.lines(2, 60, 7);
    kit.send(lines);
    kit.send(0, 1_700_000_040_000L, new byte[] {'b', 'a', 'd', (byte) 0xff});
    Path config = directory.resolve("job.yaml");
    Files.writeString(
        config,
        yaml(
            kit.options(
                Map.of(
                    "rest.port",
                    "0",
                    "s3.secret-key",
                    PASSWORD,
                    "simba.record.malformed-text",
                    "reject"))));

    try (RunningCommand run = new RunningCommand(directory, "run", "--config", config.toString())) {
      kit.awaitCommitted(kit.configuration(Map.of()), lines.size() + 1);
      Map<String, String> answers = new RestCrawl(run.webPage()).everything();
      assertThat(answers.keySet()).anyMatch(path -> path.matches("/jobs/[0-9a-f]+/config"));
      assertThat(answers.get("/jobmanager/config")).contains("s3.secret-key");
      assertThat(answers).allSatisfy((path, answer) -> assertThat(answer).doesNotContain(SECRETS));
      run.interrupt(Duration.ofSeconds(120));
    }
    try (RunningCommand replay =
        new RunningCommand(directory, "replay", "--config", config.toString())) {
      assertThat(replay.await(Duration.ofSeconds(120))).contains("replayed 1 dead letters");
    }
    assertThat(kit.read(JobKit.SCORED)).isNotEmpty(); // what is open at the interrupt stays pending
    Map<Path, String> written = WrittenFiles.below(directory, List.of(config));
    assertThat(written.keySet().stream().map(path -> path.getFileName().toString()))
        .contains("simba-run.log", "simba-replay.log", "run.out", "replay.out", "_metadata");
    assertThat(written.get(directory.resolve("simba-run.log")))
        .as("a log that tells Kafka's settings")
        .contains("sasl.jaas.config = [hidden]");
    assertThat(written).allSatisfy((path, text) -> assertThat(text).doesNotContain(SECRETS));
  }

  @Test
  void aWrongPasswordIsRefusedBeforeTheFirstRecordAndTheOptionNamed() {
    Map<String, String> options = kit.options(Map.of());
    String jaas = "simba.kafka.properties.sasl.jaas.config";
    options.put(jaas, options.get(jaas).replace(PASSWORD, "guessed-4714"));
    assertThat(problems(options))
        .singleElement()
        .asString()
        .contains(jaas, "127.0.0.1", "Authentication failed", "correct the user name, the password")
        .doesNotContain("guessed-4714");
  }

  @Test
  void aBrokerWhoseCertificateIsNotTrustedIsRefusedAndTheOptionNamed() throws Exception {
    Path other =
        new BrokerCertificates(directory)
            .truststore(
                "other.p12", directory.resolve("other-key.p12"), KEY_PASSWORD, TRUST_PASSWORD);
    Map<String, String> options = kit.options(Map.of());
    options.put("simba.kafka.properties.ssl.truststore.location", other.toString());
    assertThat(problems(options))
        .singleElement()
        .asString()
        .contains("simba.kafka.properties.ssl.truststore.location", "127.0.0.1", "certificate")
        .doesNotContain(SECRETS);
  }

  @Test
  void aTruststoreThatDoesNotOpenIsNamedWithoutItsPassword() {
    Map<String, String> options = kit.options(Map.of());
    options.put("simba.kafka.properties.ssl.truststore.password", "guessed-4715");
    assertThat(problems(options))
        .singleElement()
        .asString()
        .contains("Kafka's client can't be set up", "simba.kafka.properties.*")
        .doesNotContain("guessed-4715")
        .doesNotContain(SECRETS);
  }

  @Test
  void aReplayWithAWrongPasswordSaysTheSame() {
    Map<String, String> options = new HashMap<>(kit.options(Map.of()));
    String jaas = "simba.kafka.properties.sasl.jaas.config";
    options.put(jaas, options.get(jaas).replace(PASSWORD, "guessed-4716"));
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), false, UTF_8);
    Replayer replayer =
        new Replayer(
            SimbaConfiguration.of(options),
            new ReplaySettings(DeadLetterFilter.ALL, Optional.empty(), 1, false),
            nowhere,
            nowhere);
    assertThat(catchThrowableOfType(InvalidConfigurationException.class, replayer::run))
        .hasMessageContaining(jaas)
        .hasMessageNotContaining("guessed-4716");
  }

  private static List<String> problems(Map<String, String> options) {
    InvalidConfigurationException refused =
        catchThrowableOfType(
            InvalidConfigurationException.class,
            () -> TopicCheck.run(SimbaConfiguration.of(options)));
    return refused == null ? List.of() : refused.problems();
  }

  private static String yaml(Map<String, String> options) {
    StringBuilder yaml = new StringBuilder();
    options.forEach((name, value) -> yaml.append("%s: '%s'\n".formatted(name, value)));
    return yaml.toString();
  }
}
