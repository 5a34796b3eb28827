package org.simbastream.benchmarks.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of {@code docker-compose.yml} can be known without a Docker engine. */
class ComposeTest {

  private static final Pattern PAGE = Pattern.compile("(?m)^    command: (dashboard .*)$");
  private static final Pattern PUBLISHED = Pattern.compile("(?m)^      - \"([0-9.:]+)\"$");
  private static final Pattern MOUNTED = Pattern.compile("(?m)^      - \\./([^:\\n]+):");

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
  void everyFileThatIsMountedAndNotBuiltIsThere() {
    assertThat(MOUNTED.matcher(compose).results().map(mount -> mount.group(1)))
        .hasSizeGreaterThan(4)
        .filteredOn(file -> !file.contains("/target/"))
        .allSatisfy(file -> assertThat(repository().resolve(file)).exists());
  }

  private static Path repository() {
    return Path.of(System.getProperty("simba.repository"));
  }

  @Test
  void aTaskManagerHasRoomForAllTheMemoryItIsToldToHave() {
    Configuration flink = new Configuration();
    flink.setString("taskmanager.memory.process.size", "1728m"); // the image's own
    compose
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("taskmanager.memory."))
        .map(line -> line.split(": ", 2))
        .forEach(option -> flink.setString(option[0], option[1]));
    assertThat(TaskExecutorProcessUtils.processSpecFromConfig(flink).toString())
        .contains("taskOffHeapSize=512.000mb");
  }
}
