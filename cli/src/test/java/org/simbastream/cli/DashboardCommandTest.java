package org.simbastream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.clients.CommonClientConfigs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import picocli.CommandLine;

@Timeout(60)
class DashboardCommandTest {

  @TempDir private Path directory;

  @Test
  void optionsOfTheCommandWinOverTheFile() throws Exception {
    Path file = directory.resolve("job.yaml");
    Files.writeString(
        file,
        """
        simba:
          kafka.bootstrap-servers: file:9092
          input.topics: [a, b]
          output.summaries.topic: of-the-file
          kafka.properties:
            security.protocol: SASL_SSL
        """);
    SimbaConfiguration configuration =
        options(
            "--config", file.toString(),
            "--bootstrap", "given:9092",
            "--scored-topic", "given",
            "--group", "mine",
            "--kafka-property", "ssl.truststore.type=PKCS12");
    assertThat(configuration.get(SimbaOptions.KAFKA_BOOTSTRAP_SERVERS)).isEqualTo("given:9092");
    assertThat(configuration.get(SimbaOptions.OUTPUT_SUMMARIES_TOPIC)).isEqualTo("of-the-file");
    assertThat(configuration.get(SimbaOptions.OUTPUT_SCORED_TOPIC)).isEqualTo("given");
    assertThat(configuration.groupId()).isEqualTo("mine");
    assertThat(configuration.adminProperties())
        .containsEntry(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "SASL_SSL")
        .containsEntry("ssl.truststore.type", "PKCS12");
  }

  @Test
  void inputTopicsAreSeparatedByCommas() {
    assertThat(
            options("--bootstrap", "given:9092", "--input-topics", "a,b")
                .get(SimbaOptions.INPUT_TOPICS))
        .containsExactly("a", "b");
  }

  @Test
  void whatIsWrongIsNamedWithItsRemedy() {
    assertThat(failure()).contains("--bootstrap is missing");
    assertThat(failure("--bootstrap", "a:1", "--port", "70000")).contains("--port is 0 to 65535");
    assertThat(failure("--bootstrap", "a:1", "--flink-rest", "localhost"))
        .contains("--flink-rest is 'localhost'", "http://localhost:8081");
    assertThat(failure("--bootstrap", "a:1", "--scored-topic", "no topic"))
        .contains("simba.output.scored.topic");
    assertThat(failure("--bootstrap", "a:1", "--bind", "no.such.host.invalid"))
        .contains("--bind is 'no.such.host.invalid'");
  }

  @Test
  void theHelpNamesListsAsTheyAreTyped() {
    String help =
        new CommandLine(new DashboardCommand(System.err)).getUsageMessage().replaceAll("\\s", "");
    assertThat(help).contains("[--input-topics=TOPIC[,TOPIC…]]").doesNotContain("…][");
  }

  private static SimbaConfiguration options(String... arguments) {
    return CommandLine.populateCommand(new JobOptions(), arguments).configuration();
  }

  private static String failure(String... arguments) {
    StringBuilder message = new StringBuilder();
    int code =
        new CommandLine(new DashboardCommand(System.err))
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  message.append(e.getMessage());
                  return 1;
                })
            .execute(arguments);
    assertThat(code).isEqualTo(1);
    return message.toString();
  }
}
