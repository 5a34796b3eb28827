package org.simbastream.model.text;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.simbastream.model.checkpoint.CheckpointException;

/**
 * Checks a {@code tokenizer.json} before native code reads it.
 *
 * <p>The tokenizers library does not report everything that is wrong with a file: what its JSON
 * reader refuses inside the decoder's part ends the process, and with it a whole Flink cluster.
 * This check therefore refuses everything that its reader refuses: bytes that aren't UTF-8,
 * malformed JSON, too deep nesting, numbers that are not finite, unpaired surrogates.
 */
final class TokenizerFile {

  private static final long MAX_BYTES = 256L << 20;

  /** The native reader gives up at 128. */
  private static final int MAX_DEPTH = 100;

  /** Reads what the check lets through. */
  static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength((int) MAX_BYTES)
                  .build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final Path path;

  private TokenizerFile(Path path) {
    this.path = path;
  }

  /**
   * Reads and checks a file.
   *
   * @return its text
   * @throws CheckpointException if native code must not see it
   * @throws IOException if it can't be read
   */
  static String read(Path path) throws IOException {
    return new TokenizerFile(path).read();
  }

  private String read() throws IOException {
    if (Files.size(path) > MAX_BYTES) {
      throw unusable("it has %d bytes, expected at most %d".formatted(Files.size(path), MAX_BYTES));
    }
    String text = text();
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw unusable("it is not a JSON object");
      }
      checkObject(json);
      if (json.nextToken() != null) {
        throw unusable("something follows its JSON object");
      }
      return text;
    } catch (JacksonException e) {
      throw unusable("it is not well-formed JSON: " + e.getOriginalMessage());
    }
  }

  private String text() throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(Files.readAllBytes(path)))
          .toString();
    } catch (CharacterCodingException e) {
      throw unusable("it is not UTF-8");
    }
  }

  private void checkObject(JsonParser json) throws IOException {
    for (int depth = 1; depth > 0; ) {
      JsonToken token = json.nextToken();
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
        require(Double.isFinite(json.getDoubleValue()), "a number that is not finite");
      } else if (token == JsonToken.VALUE_STRING || token == JsonToken.FIELD_NAME) {
        require(isWellFormed(json.getText()), "half of a surrogate pair");
      }
    }
  }

  private static boolean isWellFormed(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw unusable("it holds " + otherwise);
    }
  }

  private CheckpointException unusable(String why) {
    return new CheckpointException(path + " is not a usable tokenizer: " + why);
  }
}
