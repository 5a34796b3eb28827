package org.simbastream.evaluation.summaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Common words, and the texts that they are counted in. */
class RougeTest {

  @Test
  void itCountsCommonRunsOfWords() {
    String gold = "Received block; block lost";
    assertThat(Rouge.f1("received BLOCK", gold, 1)).isCloseTo(2 * 2 / 6.0, within(1e-12));
    assertThat(Rouge.f1("received block", gold, 2)).isCloseTo(2 * 1 / 4.0, within(1e-12));
    assertThat(Rouge.f1("block block block", gold, 1)).isCloseTo(2 * 2 / 7.0, within(1e-12));
    assertThat(Rouge.f1("", gold, 1)).isZero();
  }

  @Test
  void groupsAreLinesAndWhatWasSaidOfThem(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("set.txt"),
            "#1#\na 1\nb 2\n\n#summary:#\na; \nb;\n\n#2#\nc\n#summary:# \n");
    assertThat(SummarizedGroup.read(file))
        .containsExactly(new SummarizedGroup(List.of("a 1", "b 2"), "a; b;"));
  }

  @Test
  void aHeldOutSectionIsLinesBelowAHeading(@TempDir Path folder) throws IOException {
    String section = "# Reading of streams\none\ntwo\n\nthree streams\nfour\n## Short\none\n";
    String trainedOn = "# Before the end\n" + "x\n".repeat(170); // 95 % of all lines
    Path file = Files.writeString(folder.resolve("d.txt"), trainedOn + section);
    List<HeadedSection> sections = HeadedSection.lastOf(file);

    assertThat(sections).hasSize(1);
    assertThat(sections.get(0).heading()).containsExactly("reading", "streams");
    assertThat(sections.get(0).lines()).containsExactly("one", "two", "three streams", "four");
    assertThat(sections.get(0).recall("of streams and reading", 2)).isEqualTo(0.5);
  }
}
