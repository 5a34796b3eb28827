package org.simbastream.job.options;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.fuzz.Damage;

/** Whatever is given, it is a configuration or it is refused as one, and no secret is told. */
class HostileConfigurationTest {

  private static final String SECRET = "hunter2-4711";

  private static final String YAML =
      """
      # a job
      simba:
        kafka.bootstrap-servers: localhost:9092
        input.topics: [app-logs, "web-logs"]
        record:
          format: json
          max-bytes: 1 mb
        kafka.properties:
          sasl.jaas.config: 'x required username="u" password="hunter2-4711";'
          ssl.key.password: hunter2-4711
      state.backend.type: rocksdb
      s3.secret-key: hunter2-4711
      """;

  @Property(seed = "61", tries = 1000)
  void anyBytesForAFile(@ForAll @Size(max = 300) byte[] bytes) throws IOException {
    load(bytes);
  }

  @Property(seed = "62", tries = 1000)
  void anyTextForAFile(@ForAll String text) throws IOException {
    load(text.getBytes(UTF_8));
  }

  @Property(seed = "63", tries = 3000)
  void aDamagedFile(@ForAll @Size(min = 1, max = 4) List<@From("damage") Damage> damage)
      throws IOException {
    byte[] bytes = YAML.getBytes(UTF_8);
    for (Damage one : damage) {
      bytes = one.applyTo(bytes);
    }
    load(bytes);
  }

  @Property(seed = "64", tries = 3000)
  void anyValueForAnyOption(
      @ForAll("options") ConfigOption<?> option, @ForAll("values") String value) {
    configured(Map.of(option.key(), value)).ifPresent(HostileConfigurationTest::use);
  }

  @Property(seed = "65", tries = 1000)
  void aSecretUnderAnyNameThatSoundsLikeOneIsNotTold(
      @ForAll("secretNames") String name, @ForAll("options") ConfigOption<?> option) {
    Map<String, String> given = new HashMap<>();
    given.put(name, SECRET);
    given.put(option.key(), "no value of any type, but a rather long text");
    given.put("simba.unknown", "x");
    InvalidConfigurationException refused =
        catchThrowableOfType(
            InvalidConfigurationException.class, () -> SimbaConfiguration.of(given));
    assertThat(refused).hasMessageContaining("simba.unknown").hasMessageNotContaining(SECRET);
    configured(Map.of(name, SECRET))
        .ifPresent(it -> assertThat(it.toString()).doesNotContain(SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
        "? [a, b]\n: c",
        "{a: {b: {c: }}}",
        "--- a\n--- b",
        "simba: !!javax.script.ScriptEngineManager [x]",
        "a: !!binary SGVsbG8=",
        "<<: {a: b}",
        "\u0007: x",
        "a:\n\t- b"
      })
  void whatYamlAllowsBeyondNamesAndValues(String yaml) throws IOException {
    load(yaml.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({
    "simba.output.transaction-timeout, 106751991168 d", // more milliseconds than a long holds
    "simba.input.topics, '\"app-logs;web-logs'" // a list whose quotes don't end
  })
  void whatEndedWithoutNamingTheOption(String option, String value) {
    assertThat(
            catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> SimbaConfiguration.of(Map.of(option, value))))
        .hasMessageContaining(option)
        .hasMessageContaining("give");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{a: ", "[", "- ", "a: [", "? ", "!x "})
  void nestingWithoutEnd(String opening) throws IOException {
    load(opening.repeat(100_000).getBytes(UTF_8));
    load("a:\n".getBytes(UTF_8));
  }

  @Provide
  Arbitrary<Damage> damage() {
    return Damage.ofText();
  }

  @Provide
  Arbitrary<ConfigOption<?>> options() {
    return Arbitraries.of(OptionGroup.allOptions());
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(30),
        Arbitraries.longs().map(Object::toString),
        Arbitraries.doubles().map(Object::toString),
        Arbitraries.longs().map(number -> number + " d"),
        Arbitraries.longs().map(number -> number + " gb"),
        Arbitraries.strings().withChars("();,'\" .*+[]{}\\").ofMaxLength(12),
        Arbitraries.of("NaN", "Infinity", "-0", "true", "json", "1e400", "0x10", "a;b;;c"));
  }

  @Provide
  Arbitrary<String> secretNames() {
    return Arbitraries.of(
        "simba.kafka.properties.sasl.jaas.config",
        "simba.kafka.properties.ssl.key.password",
        "simba.kafka.properties.ssl.keystore.key",
        "simba.kafka.consumer.ssl.truststore.password",
        "simba.kafka.producer.sasl.oauthbearer.client.credentials.client.secret",
        "s3.secret-key",
        "fs.azure.account.key.x",
        "security.ssl.internal.keystore-password");
  }

  private static void load(byte[] bytes) throws IOException {
    Path file = Files.createTempFile("simba-hostile-", ".yaml");
    try {
      use(SimbaConfiguration.load(Files.write(file, bytes), Map.of()));
    } catch (InvalidConfigurationException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e).hasMessageNotContaining(SECRET);
    } finally {
      Files.delete(file);
    }
  }

  private static Optional<SimbaConfiguration> configured(Map<String, String> given) {
    try {
      return Optional.of(SimbaConfiguration.of(given));
    } catch (InvalidConfigurationException e) {
      assertThat(e.problems()).isNotEmpty();
      return Optional.empty();
    }
  }

  /** Asks for everything that a job is made of. */
  private static void use(SimbaConfiguration configuration) {
    assertThat(configuration.recordFormat()).isNotNull();
    assertThat(configuration.outputTopics()).isNotEmpty();
    assertThat(configuration.consumerProperties()).isNotEmpty();
    assertThat(configuration.producerProperties()).isNotEmpty();
    assertThat(configuration.flinkConfiguration()).isNotNull();
    OptionGroup.allOptions().forEach(configuration::find);
  }
}
