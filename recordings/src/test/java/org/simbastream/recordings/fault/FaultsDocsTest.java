package org.simbastream.recordings.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsDocsTest {

  @Test
  void theReadmeOfTheRecordingsHasEveryKindAndNoOther() throws Exception {
    Path readme = Path.of(System.getProperty("simba.repository"), "recordings", "README.md");
    List<String> rows =
        Files.readAllLines(readme).stream()
            .dropWhile(line -> !line.equals("## The kinds"))
            .takeWhile(line -> !line.equals("## ground-truth.json"))
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            Faults.all().stream()
                .map(fault -> "| `%s` | %s |".formatted(fault.kind(), fault.sentence()))
                .toList());
  }
}
