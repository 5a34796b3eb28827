package org.simbastream.text.bpe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the model of a {@code tokenizer.json}: a vocabulary, and the pairs that are joined. */
final class BytePairModel {

  private static final int BYTES = 256;

  /** Without effect, since every byte has a token. */
  private static final Set<String> HARMLESS = Set.of("fuse_unk", "byte_fallback");

  private final JsonNode model;
  private final Map<String, Integer> vocabulary = new HashMap<>();

  private BytePairModel(JsonNode model) {
    this.model = model;
  }

  /**
   * Reads a model.
   *
   * @return empty if it has parts that are not known here, or that don't fit together
   */
  static Optional<PairJoiner> of(JsonNode model) {
    BytePairModel read = new BytePairModel(model);
    if (!read.isKnown() || !read.readVocabulary()) {
      return Optional.empty();
    }
    return read.bytes().flatMap(bytes -> read.pairs().map(table -> new PairJoiner(table, bytes)));
  }

  private boolean isKnown() {
    return model.path("type").asText().equals("BPE")
        && model.properties().stream().allMatch(field -> isKnown(field.getKey(), field.getValue()));
  }

  private static boolean isKnown(String field, JsonNode value) {
    return switch (field) {
      case "type" -> true;
      case "vocab" -> value.isObject();
      case "merges" -> value.isArray();
      case "dropout", "unk_token" -> value.isNull();
      case "continuing_subword_prefix", "end_of_word_suffix" ->
          value.isNull() || value.isTextual() && value.asText().isEmpty();
      case "ignore_merges" -> value.isBoolean() && !value.asBoolean();
      default -> HARMLESS.contains(field) && value.isBoolean();
    };
  }

  private boolean readVocabulary() {
    Set<Integer> ids = new HashSet<>();
    for (var word : model.path("vocab").properties()) {
      JsonNode id = word.getValue();
      if (!id.isInt() || id.asInt() < 0 || !ids.add(id.asInt())) {
        return false;
      }
      vocabulary.put(word.getKey(), id.asInt());
    }
    return true;
  }

  /** The token of each byte. */
  private Optional<int[]> bytes() {
    int[] tokens = new int[BYTES]; // (bytes)
    int unprintable = 0;
    for (int value = 0; value < BYTES; value++) {
      int written = isPrintable(value) ? value : BYTES + unprintable++;
      Integer token = vocabulary.get(Character.toString(written));
      if (token == null) {
        return Optional.empty();
      }
      tokens[value] = token;
    }
    return Optional.of(tokens);
  }

  /** Whether a vocabulary of bytes writes a byte as the character of Latin-1 with its number. */
  private static boolean isPrintable(int value) {
    return (value >= '!' && value <= '~')
        || (value >= 0xa1 && value <= 0xac)
        || (value >= 0xae && value <= 0xff);
  }

  /** The pairs, in the order in which they are joined. */
  private Optional<PairTable> pairs() {
    JsonNode merges = model.path("merges");
    PairTable table = new PairTable(merges.size());
    for (JsonNode merge : merges) {
      String pair = merge.isTextual() ? merge.asText() : "";
      int blank = pair.indexOf(' ');
      if (blank < 0 || pair.indexOf(' ', blank + 1) >= 0 || pair.startsWith("#version")) {
        return Optional.empty();
      }
      Integer left = vocabulary.get(pair.substring(0, blank));
      Integer right = vocabulary.get(pair.substring(blank + 1));
      Integer joined = vocabulary.get(pair.replace(" ", ""));
      if (left == null || right == null || joined == null || !table.add(left, right, joined)) {
        return Optional.empty();
      }
    }
    return Optional.of(table);
  }
}
