package org.simbastream.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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

/** The trained model's tokenizer. */
class TextTokenizerTest {

  private static final int WORDS = 4096;

  @Test
  void tokensAreTheReferencesWithoutItsBos() {
    JsonNode golden = Fixture.simbaStart().golden();
    int[] ids = Fixture.ints(golden.get("ids"));
    try (TextTokenizer tokenizer = open()) {
      assertThat(tokenizer.encode(golden.get("text").textValue()))
          .isEqualTo(Arrays.copyOfRange(ids, 1, ids.length));
    }
  }

  @Test
  void longTextIsNotTruncated() {
    String line = "WARN server.Leader: follower 3 is behind by 120 transactions\n";
    try (TextTokenizer tokenizer = open()) {
      int one = tokenizer.encode(line).length;
      int[] tokens = tokenizer.encode(line.repeat(500));
      assertThat(tokens).hasSize(500 * one).hasSizeGreaterThan(5000);
      assertThat(tokenizer.decode(tokens)).isEqualTo(line.repeat(500));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\n",
        "\r\n\t\n\n",
        "plain ASCII, with 42 numbers",
        "  leading and trailing  ",
        "a\u0000b\u0000",
        "emoji \uD83D\uDE80 \uD83D\uDC69\u200D\uD83D\uDCBB done",
        "combining e\u0301 o\u0308\u0323, composed \u00e9",
        "\u4f60\u597d \u0645\u0631\u062d\u0628\u0627 \ufeff",
        "<|endoftext|>",
      })
  void decodingGivesTheTextBack(String text) {
    try (TextTokenizer tokenizer = open()) {
      int[] tokens = tokenizer.encode(text);
      assertThat(tokenizer.decode(tokens)).isEqualTo(text);
      assertThat(tokens.length == 0).isEqualTo(text.isEmpty());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<|endoftext|>", "GET /?q=<|endoftext|> 200", "<|endoftext|><|endoftext|>\n"})
  void literalSpecialTokenIsTextButInAPrompt(String text) {
    try (TextTokenizer tokenizer = open()) {
      int[] tokens = tokenizer.encode(text);
      assertThat(tokens).doesNotContain(0);
      assertThat(tokenizer.decode(tokens)).isEqualTo(text);
      assertThat(tokenizer.encodePrompt(text)).contains(0);
    }
  }

  @Test
  void everyAsciiCharacterSurvives() {
    StringBuilder text = new StringBuilder();
    for (char c = 0; c < 128; c++) {
      text.append(c);
    }
    try (TextTokenizer tokenizer = open()) {
      assertThat(tokenizer.decode(tokenizer.encode(text.toString()))).isEqualTo(text.toString());
    }
  }

  @Test
  void wordThatTheModelDoesNotKnowIsRefused() {
    try (TextTokenizer tokenizer = TextTokenizer.open(file(), 300)) {
      assertThatIllegalStateException()
          .isThrownBy(() -> tokenizer.encode("transactions"))
          .withMessageContaining("the model's vocabulary has only 300");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}", "[]", "{\"model\": {\"type\": \"Nonsense\"}}", "\u0000"})
  void malformedFileIsRefused(String text, @TempDir Path directory) throws IOException {
    Path file = directory.resolve(Checkpoint.TOKENIZER_FILE);
    Files.writeString(file, text);
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> TextTokenizer.open(file, WORDS).close())
        .withMessageContaining(file + " is not a usable tokenizer: ");
  }

  @Test
  void cutFileIsRefused(@TempDir Path directory) throws IOException {
    Path file = directory.resolve(Checkpoint.TOKENIZER_FILE);
    byte[] whole = Files.readAllBytes(file());
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> TextTokenizer.open(file, WORDS).close())
        .withMessageContaining(file + " is not a usable tokenizer: ");
  }

  private static TextTokenizer open() {
    return TextTokenizer.open(file(), WORDS);
  }

  private static Path file() {
    return Fixture.simbaStart().directory().resolve(Checkpoint.TOKENIZER_FILE);
  }
}
