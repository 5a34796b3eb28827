package org.simbastream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code simba compare} prints. */
class CompareCommandTest {

  @TempDir private Path directory;

  @Test
  void itShowsWhatIsNewAndWhatIsGoneWithAnExample() throws IOException {
    CommandRun run = CommandRun.of("compare", a(), b());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("only in B: 1 pattern")
        .contains("0 → 2  disk <*> full")
        .contains("disk 7 full")
        .contains("only in A: 1 pattern")
        .contains("3 lines in A, 4 in B; of 3 patterns 1 are new, 1 gone, 0 changed");
  }

  @Test
  void asJsonTheTotalIsTheLastLine() throws IOException {
    List<JsonNode> lines = CommandRun.of("compare", "--json", a(), b()).jsonLines();

    assertThat(lines).hasSize(3);
    assertThat(lines.get(0).get("change").textValue()).isEqualTo("new");
    assertThat(lines.get(0).get("id").textValue()).matches("[0-9a-f]{16}");
    assertThat(lines.get(0).get("inB").longValue()).isEqualTo(2);
    assertThat(lines.get(2).get("linesOfB").longValue()).isEqualTo(4);
  }

  @Test
  void whatCannotBeComparedIsSaidWithTheRemedy() throws IOException {
    CommandRun missing = CommandRun.of("compare", a(), directory.resolve("c.log").toString());
    assertThat(missing.exitCode()).isEqualTo(1);
    assertThat(missing.err()).contains("c.log").contains("give two files");
    CommandRun level = CommandRun.of("compare", "--level", "0", a(), b());
    assertThat(level.exitCode()).isEqualTo(1);
    assertThat(level.err()).contains("--level is 0.0: give more than 0");
  }

  private String a() throws IOException {
    return Files.writeString(directory.resolve("a.log"), "tick 1\ntick 2\ncache cleared\n")
        .toString();
  }

  private String b() throws IOException {
    return Files.writeString(
            directory.resolve("b.log"), "tick 1\ntick 2\ndisk 7 full\ndisk 8 full\n")
        .toString();
  }
}
