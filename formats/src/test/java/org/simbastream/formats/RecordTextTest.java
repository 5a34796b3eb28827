package org.simbastream.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"one line", "one line\n", "one line\r\n", "one line\n\r\n\r", "one line\r"})
  void losesTheLineTerminatorsAtItsEnd(String raw) {
    assertThat(RecordText.of(raw)).isEqualTo("one line");
  }

  @Test
  void keepsEverythingElse() {
    assertThat(RecordText.of(" \ta\nb\r\nc \n")).isEqualTo(" \ta\nb\r\nc ");
    assertThat(RecordText.of("\r\n")).isEmpty();
    assertThat(RecordText.of("")).isEmpty();
  }

  @Test
  void replacesUnpairedSurrogates() {
    assertThat(RecordText.of("a\uD83Db")).isEqualTo("a\uFFFDb");
    assertThat(RecordText.of("\uDE00a\uD83D")).isEqualTo("\uFFFDa\uFFFD");
    assertThat(RecordText.of("\uDE00\uD83D")).isEqualTo("\uFFFD\uFFFD");
    assertThat(RecordText.of("\uD83D\uD83D\uDE00")).isEqualTo("\uFFFD\uD83D\uDE00");
  }

  @Test
  void keepsPairsOfSurrogates() {
    String smile = "a \uD83D\uDE00 b";
    assertThat(RecordText.of(smile)).isEqualTo(smile);
    assertThat(RecordText.of(smile).getBytes(StandardCharsets.UTF_8)).hasSize(8);
  }
}
