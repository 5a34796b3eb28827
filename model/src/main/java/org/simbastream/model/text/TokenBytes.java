package org.simbastream.model.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.simbastream.annotation.PublicApi;
import org.simbastream.model.checkpoint.CheckpointException;

/**
 * How many bytes of text, in UTF-8, each token of a byte-level vocabulary stands for, so that what
 * is known of tokens can be told of the text's words.
 */
@PublicApi
public final class TokenBytes {

  private static final JsonMapper MAPPER = new JsonMapper(TokenizerFile.JSON);

  private final int[] bytes; // (vocabSize); 0 for tokens that stand for no text
  private final boolean keepsText;

  private TokenBytes(int[] bytes, boolean keepsText) {
    this.bytes = bytes;
    this.keepsText = keepsText;
  }

  /**
   * Reads them from a {@code tokenizer.json}.
   *
   * @param vocabSize the size of the model's vocabulary
   * @return empty if the tokenizer is of another kind, as those of SentencePiece
   * @throws CheckpointException if the file can't be used
   */
  public static Optional<TokenBytes> read(Path file, int vocabSize) {
    try {
      return parse(TokenizerFile.read(file), vocabSize);
    } catch (IOException e) {
      throw new CheckpointException(file + " is not a usable tokenizer: " + e.getMessage(), e);
    }
  }

  /** The bytes that a token stands for; 0 for none, and for ids outside the vocabulary. */
  public int of(int token) {
    return token >= 0 && token < bytes.length ? bytes[token] : 0;
  }

  /**
   * Whether the tokens stand for the text as it is, so that the first of them stand for its
   * beginning: no normalizer changes it, and no blank is put before it.
   */
  public boolean keepsText() {
    return keepsText;
  }

  private static Optional<TokenBytes> parse(String json, int vocabSize) throws IOException {
    int[] bytes = new int[vocabSize];
    boolean ofBytes = false;
    boolean keepsText = true;
    JsonNode added = null;
    try (JsonParser parser = TokenizerFile.JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "added_tokens" -> added = MAPPER.readTree(parser);
          case "normalizer" -> keepsText &= tree(parser).isNull();
          case "pre_tokenizer" ->
              keepsText &=
                  tree(parser).findValues("add_prefix_space").stream()
                      .noneMatch(JsonNode::asBoolean);
          case "decoder" -> ofBytes = isOfBytes(MAPPER.readTree(parser));
          case "model" -> readVocabulary(parser, bytes);
          default -> parser.skipChildren();
        }
      }
    }
    if (added != null) { // they replace words of the vocabulary: these are written as text
      added.forEach(token -> set(bytes, token.path("id").asInt(-1), lengthAdded(token)));
    }
    return ofBytes ? Optional.of(new TokenBytes(bytes, keepsText)) : Optional.empty();
  }

  private static JsonNode tree(JsonParser parser) throws IOException {
    return MAPPER.readTree(parser);
  }

  private static boolean isOfBytes(JsonNode decoder) {
    if (decoder.path("type").asText().equals("Sequence")) {
      for (JsonNode one : decoder.path("decoders")) {
        if (isOfBytes(one)) {
          return true;
        }
      }
      return false;
    }
    return decoder.path("type").asText().equals("ByteLevel");
  }

  private static int lengthAdded(JsonNode token) {
    return token.path("special").asBoolean()
        ? 0
        : token.path("content").asText().getBytes(StandardCharsets.UTF_8).length;
  }

  private static void readVocabulary(JsonParser parser, int[] bytes) throws IOException {
    if (!parser.isExpectedStartObjectToken()) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean vocabulary = parser.currentName().equals("vocab");
      JsonToken value = parser.nextToken();
      if (!vocabulary || value != JsonToken.START_OBJECT) {
        parser.skipChildren();
        continue;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        int length = parser.currentName().length(); // byte-level words have a character a byte
        parser.nextToken();
        set(bytes, parser.getValueAsInt(-1), length);
      }
    }
  }

  private static void set(int[] bytes, int token, int length) {
    if (token >= 0 && token < bytes.length) {
      bytes[token] = length;
    }
  }
}
