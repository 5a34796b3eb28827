package org.simbastream.evaluation.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.evaluation.MissingDataException;

class CorpusTest {

  @TempDir private Path folder;

  @Test
  void lastTwentiethOfTheLinesIsHeldOut() throws IOException {
    DividedText text = read(lines(100, "\n"));
    assertThat(text.training()).hasSize(95).startsWith("line 0").endsWith("line 94");
    assertThat(text.heldOut())
        .containsExactly("line 95", "line 96", "line 97", "line 98", "line 99");
    assertThat(DividedText.join(text.all())).isEqualTo(lines(100, "\n"));
  }

  @Test
  void everyKindOfLineEndIsALineFeed() throws IOException {
    assertThat(read(lines(40, "\r\n"))).isEqualTo(read(lines(40, "\n")));
    assertThat(read(lines(40, "\r"))).isEqualTo(read(lines(40, "\n")));
  }

  @Test
  void lineWithoutItsFeedIsALineAndNoLinesAreNone() throws IOException {
    assertThat(read("one").all()).containsExactly("one");
    assertThat(read("").heldOut()).isEmpty();
  }

  @Test
  void filesComeByNameAndMissingOnesAreNamed() throws IOException {
    Path logs = Files.createDirectories(folder.resolve("corpus/logs"));
    assertThatExceptionOfType(MissingDataException.class)
        .isThrownBy(() -> new Corpus(folder).logs())
        .withMessageContaining("no files in " + logs);
    Files.writeString(logs.resolve("b.log"), "b");
    Files.writeString(logs.resolve("a.b.log"), "a");
    assertThat(new Corpus(folder).logs())
        .extracting(CorpusFile::name)
        .isEqualTo(List.of("a.b", "b"));
    assertThatExceptionOfType(MissingDataException.class)
        .isThrownBy(() -> new Corpus(folder).text())
        .withMessageContaining("no folder " + folder.resolve("corpus/text"));
  }

  private DividedText read(String content) throws IOException {
    return new CorpusFile(Files.writeString(folder.resolve("some.log"), content)).read();
  }

  private static String lines(int count, String end) {
    return IntStream.range(0, count).mapToObj(i -> "line " + i + end).collect(Collectors.joining());
  }
}
