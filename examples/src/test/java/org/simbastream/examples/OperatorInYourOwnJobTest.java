package org.simbastream.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class OperatorInYourOwnJobTest {

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private Path folder;

  @Test
  void itFindsTheKillOnEachStreamAndClosesEveryWindow() throws Exception {
    List<String> lines = new ArrayList<>();
    lines.addAll(lines("flink-taskmanager-1"));
    lines.addAll(lines("word-generator"));
    lines.sort(null); // by time, which is what they begin with
    Path log = Files.write(folder.resolve("lines.log"), lines);
    List<String> printed =
        Printed.by(
            () -> {
              OperatorInYourOwnJob.main(new String[] {log.toUri().toString()});
              return null;
            });
    assertThat(printed)
        .filteredOn(line -> line.startsWith("telling"))
        .anyMatch(
            line -> line.contains("word-generator") && line.contains("No counts for 14092 ms"))
        .anyMatch(line -> line.contains("flink-taskmanager-1") && line.contains("to FAILED"));
    assertThat(printed)
        .filteredOn(line -> line.startsWith("window"))
        .hasSize(
            (int)
                lines.stream()
                    .map(line -> line.substring(0, 16) + service(line))
                    .distinct()
                    .count());
  }

  private static String service(String line) {
    return line.split(" ", 3)[1];
  }

  /** Lines of a recording as the example wants them. */
  private static List<String> lines(String process) throws IOException {
    return RepositoryFiles.of(process).stream()
        .filter(line -> line.startsWith("2026-"))
        .map(
            line ->
                line.substring(0, 23).replace(' ', 'T').replace(',', '.')
                    + "Z "
                    + process
                    + line.substring(23))
        .toList();
  }
}
