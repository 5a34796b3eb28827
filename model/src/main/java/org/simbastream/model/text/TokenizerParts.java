package org.simbastream.model.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The parts of a {@code tokenizer.json} that Java code needs. Words and merges are skipped, since
 * there are many.
 */
final class TokenizerParts {

  private static final JsonMapper MAPPER = new JsonMapper(TokenizerFile.JSON);

  private final String json;
  private final List<Added> added = new ArrayList<>();
  private final Set<String> words = new HashSet<>(); // of the vocabulary: special tokens in it
  private JsonNode normalizer = MissingNode.getInstance();
  private JsonNode preTokenizer = MissingNode.getInstance();
  private int addedBegin; // characters of the list of added tokens
  private int addedEnd;

  /** A token besides the model's vocabulary, found in texts before anything else is. */
  private record Added(ObjectNode node, String json) {

    boolean isSpecial() {
      return node.path("special").asBoolean();
    }

    String content() {
      return node.path("content").asText();
    }
  }

  private TokenizerParts(String json) {
    this.json = json;
  }

  /**
   * Reads the parts.
   *
   * @param json a checked tokenizer that native code accepts
   */
  static TokenizerParts of(String json) throws IOException {
    TokenizerParts parts = new TokenizerParts(json);
    parts.readFields();
    if (parts.hasSpecialTokens()) {
      parts.readWords();
    }
    return parts;
  }

  JsonNode normalizer() {
    return normalizer;
  }

  JsonNode preTokenizer() {
    return preTokenizer;
  }

  /** The added tokens that represent text: runs of blanks, for example. */
  List<JsonNode> addedText() {
    return added.stream().filter(token -> !token.isSpecial()).<JsonNode>map(Added::node).toList();
  }

  /** Whether there are special tokens, which represent no text. */
  boolean hasSpecialTokens() {
    return added.stream().anyMatch(Added::isSpecial);
  }

  /**
   * The same tokenizer without special tokens, so that they are read as text. Every other token
   * keeps its id: those of the vocabulary have it from there, others by their place in the list, so
   * a special token that is not in the vocabulary keeps its place under a random name.
   */
  String withoutSpecialTokens() {
    String kept =
        added.stream()
            .filter(token -> !token.isSpecial() || !words.contains(token.content()))
            .map(token -> token.isSpecial() ? hidden(token) : token.json())
            .collect(Collectors.joining(",", "[", "]"));
    return json.substring(0, addedBegin) + kept + json.substring(addedEnd);
  }

  private static String hidden(Added token) {
    return token.node().deepCopy().put("content", "simba-" + UUID.randomUUID()).toString();
  }

  private void readFields() throws IOException {
    try (JsonParser parser = TokenizerFile.JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "added_tokens" -> {
            if (parser.isExpectedStartArrayToken()) {
              readAdded(parser);
            }
          }
          case "normalizer" -> normalizer = MAPPER.readTree(parser);
          case "pre_tokenizer" -> preTokenizer = MAPPER.readTree(parser);
          default -> parser.skipChildren();
        }
      }
    }
  }

  private void readAdded(JsonParser parser) throws IOException {
    added.clear();
    addedBegin = (int) parser.currentTokenLocation().getCharOffset();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      int begin = (int) parser.currentTokenLocation().getCharOffset();
      ObjectNode node = MAPPER.readTree(parser);
      added.add(new Added(node, json.substring(begin, end(parser))));
    }
    addedEnd = end(parser);
  }

  /** The character after the parser's token. */
  private static int end(JsonParser parser) {
    return (int) parser.currentLocation().getCharOffset();
  }

  /** Looks for the special tokens among the vocabulary's words: names of fields, or texts. */
  private void readWords() throws IOException {
    Set<String> special =
        added.stream()
            .filter(Added::isSpecial)
            .map(Added::content)
            .collect(Collectors.toCollection(HashSet::new));
    try (JsonParser parser = TokenizerFile.JSON.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean model = parser.currentName().equals("model");
        if (parser.nextToken() == JsonToken.START_OBJECT && model) {
          readWords(parser, special);
        } else {
          parser.skipChildren();
        }
      }
    }
  }

  private void readWords(JsonParser parser, Set<String> special) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean vocabulary = parser.currentName().equals("vocab");
      parser.nextToken();
      if (!vocabulary) {
        parser.skipChildren();
        continue;
      }
      int depth = parser.currentToken().isStructStart() ? 1 : 0;
      while (depth > 0) {
        JsonToken token = parser.nextToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if ((token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING)
            && special.contains(parser.getText())) {
          words.add(parser.getText());
        }
      }
    }
  }
}
