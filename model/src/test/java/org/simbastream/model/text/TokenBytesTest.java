package org.simbastream.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.Fixture;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.checkpoint.CheckpointException;

/** What each token stands for, in bytes. */
class TokenBytesTest {

  private static final int WORDS = 4096;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WARN server.Leader: follower 3 is behind by 120 transactions\n",
        "  two  blanks\t\ttabs \u0000 nul",
        "\u00fcn\u00efcode \uD83D\uDE00 \u8ba2\u5355 150",
        "<|endoftext|>",
      })
  void aTextHasAsManyBytesAsItsTokensTogether(String text) {
    Path file = Fixture.simbaStart().directory().resolve(Checkpoint.TOKENIZER_FILE);
    TokenBytes bytes = TokenBytes.read(file, WORDS).orElseThrow();
    try (TextTokenizer tokenizer = TextTokenizer.open(file, WORDS)) {
      assertThat(Arrays.stream(tokenizer.encode(text)).map(bytes::of).sum())
          .isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  @Test
  void addedTokensCountByTheirTextAndSpecialOnesForNothing() throws IOException {
    TokenBytes bytes =
        TokenBytes.read(
                file(
                    "{\"added_tokens\": [{\"id\": 0, \"content\": \"<s>\", \"special\": true},"
                        + " {\"id\": 3, \"content\": \"\u00fc\u00fc\", \"special\": false}],"
                        + " \"decoder\": {\"type\": \"ByteLevel\"},"
                        + " \"model\": {\"vocab\": {\"<s>\": 0, \"a\": 1, \"\u0120ab\": 2},"
                        + " \"merges\": []}}"),
                5)
            .orElseThrow();
    assertThat(new int[] {bytes.of(0), bytes.of(1), bytes.of(2), bytes.of(3), bytes.of(4)})
        .containsExactly(0, 1, 3, 4, 0);
    assertThat(bytes.of(-1)).isZero();
    assertThat(bytes.of(9)).isZero();
  }

  @Test
  void ofATokenizerThatDoesNotReadBytesNothingIsKnown() throws IOException {
    Path file =
        file("{\"decoder\": {\"type\": \"Metaspace\"}, \"model\": {\"vocab\": {\"a\": 1}}}");
    assertThat(TokenBytes.read(file, 5)).isEmpty();
    assertThat(TokenBytes.read(file("{\"model\": {\"vocab\": [[\"a\", 0.5]]}}"), 5)).isEmpty();
  }

  @Test
  void aFileThatIsNoTokenizerIsRefused() {
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> TokenBytes.read(file("[]"), 5));
  }

  private Path file(String json) throws IOException {
    return Files.writeString(directory.resolve(Checkpoint.TOKENIZER_FILE), json);
  }
}
