package org.simbastream.job.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link SimbaConfiguration} refuses, and in which words. */
class OptionChecksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simba.chunk.tokens|many|is 'many'; give a whole number, such as 256.",
        "simba.chunk.tokens|1.5|is '1.5'; give a whole number, such as 256.",
        "simba.chunk.tokens|''|has no value; give one or remove it.",
        "simba.keep.last|most|is 'most'; give a number, such as 0.1.",
        "simba.input.bounded|yes|is 'yes'; give true or false.",
        "simba.window.size|soon|is 'soon'; give a duration with its unit, such as 1 min.",
        "simba.window.size|-1 s|is '-1 s'; give a duration with its unit, such as 1 min.",
        "simba.window.size|60|is '60'; give a duration with its unit, such as 1 min.",
        "simba.time.idleness|007|is '007'; give a duration with its unit, such as 10 s.",
        "simba.record.max-bytes|big|is 'big'; give a size with its unit, such as 1 mb.",
        "simba.keep.schedule|steep|is 'steep'; give one of model, linear, uniform, reversed,"
            + " staged, geometric, step, dense.",
        "simba.record.time|file|is 'file'; give one of kafka, text.",
        "simba.time.date-order|us|is 'us'; give one of nearest, day-first, month-first,"
            + " year-first.",
        "simba.time.unreadable|drop|is 'drop'; give one of kafka, reject.",
        "simba.input.start|middle|is 'middle'; give one of earliest, latest, committed.",
        "simba.record.mask|ip, phone|is 'ip, phone'; give one or several of email, card, iban, ip,"
            + " token.",
      })
  void refusesWhatIsNotOfTheOptionsType(String option, String value, String problem) {
    assertThat(problemsOf(Map.of(option, value))).containsExactly(option + " " + problem);
  }

  @Test
  void refusesMasksThatWouldMaskNothingAndShowsNoSecret() {
    assertThat(problemsOf(Map.of("simba.record.mask", "email,ip", "simba.record.format", "tokens")))
        .containsExactly(
            "simba.record.mask is 'email, ip'; records of token ids have no text in which anything"
                + " can be found: remove the option.");
    String secret = "simba.record.mask.key-secret";
    assertThat(problemsOf(Map.of(secret, "sesame")))
        .containsExactly(
            secret
                + " is given, but nothing is masked: set simba.record.mask, or remove the option.");
    assertThat(problemsOf(Map.of("simba.record.mask", "ip", secret, "sesame")))
        .containsExactly(secret + " has 6 characters; give 16 or more, drawn at random.");
    assertThat(
            SimbaConfiguration.of(
                    Map.of("simba.record.mask", "ip; email", secret, "sesame, sesame, sesame"))
                .toString())
        .contains("simba.record.mask=ip; email")
        .doesNotContain("sesame");
  }

  @Test
  void refusesTwoSourcesOfTheTime() {
    assertThat(
            problemsOf(
                Map.of(
                    "simba.record.format", "json",
                    "simba.record.time", "text",
                    "simba.record.time-field", "ts")))
        .containsExactly(
            "simba.record.time is 'text'; simba.record.time-field names a field: remove one of the"
                + " two options.");
    assertThat(problemsOf(Map.of("simba.record.format", "tokens", "simba.record.time", "text")))
        .containsExactly(
            "simba.record.time is 'text'; records of token ids have no text: remove the option.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BATCH", "automatic"})
  void refusesToRunBatchesInWhichKeysForget(String mode) {
    assertThat(problemsOf(Map.of("execution.runtime-mode", mode)))
        .containsExactly(
            "execution.runtime-mode is '"
                + mode
                + "', in which streams have no memory; remove it. To read an input to its end, set"
                + " simba.input.bounded.");
    assertThat(problemsOf(Map.of("execution.runtime-mode", "streaming"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simba.record.max-tokens|0|give at least 1",
        "simba.chunk.tokens|0|give at least 1",
        "simba.bundle.tokens|-1|give at least 1",
        "simba.patterns.max|7|give at least 8",
        "simba.window.max-open|0|give at least 1",
        "simba.window.highlights|-1|give at least 0",
        "simba.window.new-patterns|-1|give at least 0",
        "simba.window.highlights|1001|give at most 1000",
        "simba.window.new-patterns|1001|give at most 1000",
        "simba.window.text.max-tokens|-1|give at least 0",
        "simba.keep.dense-layers|-1|give at least 0",
        "simba.keep.dense-layers|3|simba.keep.schedule is model, which brings its own",
        "simba.keep.horizon|-1|give at least 0",
        "simba.state.warm-up-records|-1|give at least 0",
        "simba.keep.last|0.0|give more than 0 and at most 1",
        "simba.keep.last|1.01|give more than 0 and at most 1",
        "simba.keep.last|NaN|give more than 0 and at most 1",
        "simba.keep.adaptive.floor|0.0|give more than 0 and at most 1",
        "simba.keep.adaptive.floor|1.5|give more than 0 and at most 1",
        "simba.keep.adaptive.interval|0 ms|give at least 1 ms",
        "simba.record.max-bytes|0 bytes|give at least 1 byte and less than 2 gb",
        "simba.record.max-bytes|2 gb|give at least 1 byte and less than 2 gb",
        "simba.window.size|0 ms|give at least 1 ms",
        "simba.checkpoint.interval|9 ms|give at least 10 ms",
        "simba.time.max-ahead|36501 d|give at most 36500 d",
        "simba.time.zone|Berlin|give UTC, an offset such as +02:00, or a region such as"
            + " Europe/Berlin",
        "simba.time.zone|+25:00|give UTC, an offset such as +02:00, or a region such as"
            + " Europe/Berlin",
        "simba.output.transaction-timeout|25 d|give less than 24 d",
        "simba.output.transaction-timeout|10 s|give more than simba.checkpoint.interval (10 s)",
        "simba.input.topic-pattern|logs-(|give a Java regular expression",
        "simba.output.scored.topic|a b|give names of at most 249 letters",
        "simba.output.scored.topic|..|give names of at most 249 letters",
        "simba.record.text-field|text|plain text has no fields: remove the option",
        "simba.record.key-field|host|plain text has no fields: remove the option",
        "simba.record.time-field|at|plain text has no fields: remove the option",
      })
  void refusesWhatIsOutOfRange(String option, String value, String remedy) {
    assertThat(problemsOf(Map.of(option, value)))
        .singleElement()
        .asString()
        .startsWith(option + " is '" + value + "'; " + remedy)
        .endsWith(".");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simba.keep.last|1",
        "simba.window.highlights|0",
        "simba.chunk.max-wait|0",
        "simba.chunk.max-wait|0 s",
        "simba.time.idleness|0 s",
        "simba.state.idle-expiry|0 d",
        "simba.record.max-bytes|1",
        "simba.chunk.tokens| 256 ",
      })
  void takesWhatIsInRange(String option, String value) {
    assertThat(problemsOf(Map.of(option, value))).isEmpty();
  }

  @Test
  void refusesEveryDurationWithoutAUnitButNone() {
    for (ConfigOption<?> option : OptionGroup.allOptions()) {
      if (option.defaultValue() instanceof Duration) {
        assertThat(problemsOf(Map.of(option.key(), "90")))
            .singleElement()
            .asString()
            .startsWith(option.key() + " is '90'; give a duration with its unit, such as ");
        assertThat(problemsOf(Map.of(option.key(), "0")))
            .noneMatch(problem -> problem.contains("unit"));
      }
    }
  }

  @Test
  void refusesATextFieldOfTokenIds() {
    assertThat(problemsOf(Map.of("simba.record.format", "tokens", "simba.record.text-field", "m")))
        .singleElement()
        .asString()
        .isEqualTo(
            "simba.record.text-field is 'm'; records of token ids have them in the field tokens:"
                + " remove the option.");
    assertThat(problemsOf(Map.of("simba.record.format", "tokens", "simba.record.key-field", "k")))
        .isEmpty();
  }

  @Test
  void refusesTopicsAndAPatternTogether() {
    assertThat(problemsOf(Map.of("simba.input.topics", "a", "simba.input.topic-pattern", "b")))
        .singleElement()
        .asString()
        .contains("simba.input.topic-pattern is 'b'", "simba.input.topics");
  }

  @ParameterizedTest
  @CsvSource({
    "simba.input.topics,logs",
    "simba.input.topic-pattern,lo.*",
    "simba.output.dead-letters.topic,logs"
  })
  void refusesToRememberReplaysInATopicOfTheJob(String option, String value) {
    assertThat(problemsOf(Map.of(option, value, "simba.replay.progress-topic", "logs")))
        .singleElement()
        .asString()
        .isEqualTo(
            "simba.replay.progress-topic is 'logs'; the job already reads or writes this topic:"
                + " give another one.");
  }

  @ParameterizedTest
  @CsvSource({
    "simba.input.topics,taught",
    "simba.input.topic-pattern,ta.*",
    "simba.output.summaries.topic,taught",
    "simba.replay.progress-topic,taught"
  })
  void refusesToLearnFromATopicOfRecordsOrResults(String option, String value) {
    Map<String, String> options = new HashMap<>(Map.of(option, value));
    options.put("simba.control.topic", "taught");
    assertThat(problemsOf(options)).as("switched off").isEmpty();
    options.put("simba.control.enabled", "true");
    assertThat(problemsOf(options))
        .singleElement()
        .asString()
        .startsWith("simba.control.topic is 'taught'; the job already reads or writes this topic");
  }

  @ParameterizedTest
  @CsvSource({"simba.input.topics,simba-scored", "simba.input.topic-pattern,simba-sc.*"})
  void refusesToReadWhatItWrites(String option, String value) {
    assertThat(problemsOf(Map.of(option, value)))
        .singleElement()
        .asString()
        .startsWith("simba.output.scored.topic is 'simba-scored'; it is also an input topic");
    Map<String, String> switchedOff = new HashMap<>(Map.of(option, value));
    switchedOff.put("simba.output.scored.enabled", "false");
    assertThat(problemsOf(switchedOff)).isEmpty();
  }

  @Test
  void refusesTwoOutputsInOneTopic() {
    assertThat(problemsOf(Map.of("simba.output.scored.topic", "simba-summaries")))
        .singleElement()
        .asString()
        .contains("simba.output.scored.topic", "simba.output.summaries.topic");
    assertThat(problemsOf(Map.of("simba.output.scored.topic", "simba-work"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simba.chunk.token|did you mean simba.chunk.tokens?",
        "simba.kafka.bootstrap.servers|did you mean simba.kafka.bootstrap-servers?",
        "simba.kafka.consumers.client.rack|is not an option",
        "simba.kafka.propertes.|did you mean simba.kafka.properties.?",
        "simba.kafka.consumer.|is not an option",
        "simba.temperature|docs/configuration.md",
        "chunk.tokens|write simba.chunk.tokens",
        "execution.checkpointing.interval|use simba.checkpoint.interval",
        "pipeline.name|use simba.name",
        "simba.kafka.properties.bootstrap.servers|use simba.kafka.bootstrap-servers",
        "simba.kafka.consumer.group.id|use simba.input.group-id",
        "simba.kafka.consumer.auto.offset.reset|use simba.input.start",
        "simba.kafka.producer.transactional.id|use simba.output.transactional-id-prefix",
        "simba.kafka.producer.transaction.timeout.ms|use simba.output.transaction-timeout",
        "simba.kafka.producer.value.serializer|remove it",
      })
  void refusesNamesThatAreUnknownOrHaveAnOptionOfTheirOwn(String name, String remedy) {
    assertThat(problemsOf(Map.of(name, "hunter2")))
        .singleElement()
        .asString()
        .startsWith(name)
        .contains(remedy)
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"parallelism.default", "execution.checkpointing.timeout"})
  void leavesFlinksNamesToFlink(String name) {
    assertThat(problemsOf(Map.of(name, "1"))).isEmpty();
  }

  @Test
  void refusesAdaptiveKeepThatHasNowhereToGo() {
    assertThat(
            problemsOf(
                Map.of("simba.keep.adaptive.enabled", "true", "simba.keep.adaptive.floor", "0.1")))
        .containsExactly(
            "simba.keep.adaptive.floor is '0.1'; give less than simba.keep.last (0.1).");
    assertThat(
            problemsOf(
                Map.of("simba.keep.adaptive.enabled", "true", "simba.keep.schedule", "dense")))
        .singleElement()
        .asString()
        .startsWith("simba.keep.adaptive.enabled is 'true'; simba.keep.schedule is dense");
  }

  @Test
  void refusesToWarmUpWithRecordsThatNobodyKeeps() {
    assertThat(problemsOf(Map.of("simba.state.model-mismatch", "warm-up")))
        .singleElement()
        .asString()
        .startsWith("simba.state.model-mismatch is 'warm-up'; simba.state.warm-up-records is 0");
    assertThat(
            problemsOf(
                Map.of(
                    "simba.state.model-mismatch", "warm-up", "simba.state.warm-up-records", "50")))
        .isEmpty();
  }

  @Test
  void asksNothingOfTheFloorWhereLoadChangesNothing() {
    assertThat(problemsOf(Map.of("simba.keep.last", "0.01"))).isEmpty();
    assertThat(problemsOf(Map.of("simba.keep.schedule", "dense"))).isEmpty();
  }

  @Test
  void reportsEverythingAtOnce() {
    Map<String, String> values =
        Map.of(
            "simba.chunk.tokens", "0",
            "simba.keep.last", "x",
            "simba.chunk.token", "1",
            "simba.kafka.consumer.group.id", "g");
    InvalidConfigurationException refused = refused(values);
    assertThat(refused.problems()).hasSize(4);
    assertThat(refused.getMessage()).contains(refused.problems());
  }

  private static List<String> problemsOf(Map<String, String> values) {
    InvalidConfigurationException refused = refused(values);
    return refused == null ? List.of() : refused.problems();
  }

  private static InvalidConfigurationException refused(Map<String, String> values) {
    return catchThrowableOfType(
        InvalidConfigurationException.class, () -> SimbaConfiguration.of(values));
  }
}
