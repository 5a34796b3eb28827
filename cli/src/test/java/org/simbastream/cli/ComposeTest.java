package org.simbastream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of {@code docker-compose.yml} can be known without a Docker engine. */
class ComposeTest {

  private static final Pattern PAGE = Pattern.compile("(?m)^    command: (dashboard .*)$");
  private static final Pattern PUBLISHED = Pattern.compile("(?m)^      - \"([0-9.:]+)\"$");
  private static final Pattern MOUNTED = Pattern.compile("(?m)^      - \\./([^:\\n]+):");

  private static final Pattern PROPERTIES =
      Pattern.compile("(?m)^      FLINK_PROPERTIES: \\|\\n((?: {8}.*\\n)+)");

  private String compose;

  @BeforeEach
  void read() throws IOException {
    compose = Files.readString(repository().resolve("docker-compose.yml"));
  }

  @Test
  void theLivePageIsStartedWithOptionsThatThereAre() {
    var page = PAGE.matcher(compose);
    assertThat(page.find()).isTrue();
    List<String> arguments = List.of(page.group(1).split(" "));
    var command = new DocumentedCommand("docker-compose.yml", arguments, true);
    assertThat(DocumentedCommandsTest.problems(command)).isEmpty();
    assertThat(arguments).containsSubsequence("--bind", "0.0.0.0").contains("--flink-rest");
  }

  @Test
  void everyPortIsPublishedOnTheLoopbackAddressOnly() {
    assertThat(PUBLISHED.matcher(compose).results().map(port -> port.group(1)))
        .hasSize(5)
        .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
  }

  @Test
  void everyServiceIsStartedAgainAndSaysWhetherItIsWell() {
    Map<String, String> services = services();
    assertThat(services).hasSize(8);
    String once = services.remove("create-topics");
    assertThat(once).contains("restart: \"no\"");
    assertThat(services)
        .allSatisfy(
            (name, service) ->
                assertThat(service)
                    .containsPattern("(?m)^    restart: (unless-stopped|on-failure)$")
                    .contains("    healthcheck:", "      test: "));
  }

  @Test
  void whatAContainerMustNotForgetLiesInVolumes() {
    Map<String, String> services = services();
    assertThat(services.get("kafka"))
        .contains("KAFKA_LOG_DIRS: /var/lib/kafka/data", "- kafka:/var/lib/kafka/data");
    assertThat(services.get("zookeeper")).contains("- zookeeper:/data", "- zookeeper-log:/datalog");
    assertThat(services.get("jobmanager")).contains("- checkpoints:/opt/flink/checkpoints");
    assertThat(flinkOptions())
        .containsEntry("high-availability.type", "zookeeper")
        .containsEntry("high-availability.zookeeper.quorum", "zookeeper:2181")
        .hasEntrySatisfying(
            "high-availability.storageDir",
            folder -> assertThat(folder).startsWith("file:///opt/flink/checkpoints/"));
  }

  @Test
  void taskManagersKeepTheBuffersBeforeTheModelShort() {
    assertThat(Configuration.fromMap(flinkOptions()).get(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED))
        .isTrue();
  }

  @Test
  void nothingReplacesTheJavaOptionsOfFlinksOwnConfiguration() throws IOException {
    // env.java.opts.all has what Flink itself needs of Java 17; the others are added to it
    assertThat(flinkOptions())
        .containsKeys("env.java.opts.jobmanager", "env.java.opts.taskmanager")
        .doesNotContainKey("env.java.opts.all");
    for (Path file : DocumentedCommandsTest.documents()) {
      assertThat(Files.readString(file)).as(file.toString()).doesNotContain("env.java.opts.all:");
    }
  }

  /** The lines of each service, by its name. */
  private Map<String, String> services() {
    String all = compose.substring(compose.indexOf("\nservices:"), compose.indexOf("\nvolumes:"));
    Map<String, String> services = new TreeMap<>();
    String[] parts = all.split("(?m)^  (?=[a-z])");
    for (String part : List.of(parts).subList(1, parts.length)) {
      services.put(part.substring(0, part.indexOf(':')), part);
    }
    return services;
  }

  /** What {@code FLINK_PROPERTIES} says. */
  private Map<String, String> flinkOptions() {
    Map<String, String> options = new TreeMap<>();
    Matcher block = PROPERTIES.matcher(compose);
    assertThat(block.find()).isTrue();
    for (String line : block.group(1).split("\n")) {
      String[] option = line.strip().split(": ", 2);
      options.put(option[0], option[1]);
    }
    return options;
  }

  @Test
  void everyFileThatIsMountedIsThere() {
    assertThat(MOUNTED.matcher(compose).results().map(mount -> mount.group(1)))
        .hasSize(3)
        .allSatisfy(file -> assertThat(repository().resolve(file)).exists());
  }

  private static Path repository() {
    return Path.of(System.getProperty("simba.repository"));
  }

  @Test
  void aTaskManagerHasRoomForAllTheMemoryItIsToldToHave() {
    Configuration flink = new Configuration();
    flink.setString("taskmanager.memory.process.size", "1728m"); // the image's own
    flinkOptions().forEach(flink::setString);
    assertThat(TaskExecutorProcessUtils.processSpecFromConfig(flink).toString())
        .contains("taskOffHeapSize=512.000mb");
  }
}
