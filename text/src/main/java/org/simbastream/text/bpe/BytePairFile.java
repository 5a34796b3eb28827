package org.simbastream.text.bpe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.simbastream.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a {@code tokenizer.json} whose texts {@link BytePairEncoder} encodes exactly: byte-pair
 * encoding on bytes, with a pattern of {@link Division}, and no other component that changes
 * tokens. Whatever it doesn't know is a reason to leave the file to the library, which then also
 * judges whether the file is sound.
 */
@Internal
public final class BytePairFile {

  private static final Logger LOG = LoggerFactory.getLogger(BytePairFile.class);

  private static final JsonMapper MAPPER =
      new JsonMapper(
          JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private static final Set<String> FIELDS =
      Set.of(
          "version",
          "truncation",
          "padding",
          "added_tokens",
          "normalizer",
          "pre_tokenizer",
          "post_processor",
          "decoder",
          "model");

  private static final Set<String> ADDED_FIELDS =
      Set.of("id", "content", "single_word", "lstrip", "rstrip", "normalized", "special");

  private final JsonNode root;

  private BytePairFile(JsonNode root) {
    this.root = root;
  }

  /** A component that is not known here. */
  private static final class UnknownException extends Exception {

    private static final long serialVersionUID = 1L;

    UnknownException(String message) {
      super(message);
    }
  }

  /**
   * The encoder of a file, in which special tokens are read as text.
   *
   * @param json the file's text
   * @return empty if only the library reads it exactly
   */
  public static Optional<BytePairEncoder> read(String json) {
    try {
      return Optional.of(new BytePairFile(MAPPER.readTree(json)).encoder());
    } catch (UnknownException e) {
      LOG.debug("The tokenizers library encodes all texts, since {}", e.getMessage());
    } catch (JsonProcessingException e) {
      LOG.debug("The tokenizers library encodes all texts: {}", e.getOriginalMessage());
    }
    return Optional.empty();
  }

  private BytePairEncoder encoder() throws UnknownException {
    requireFields(root, FIELDS, "the file");
    require(root.path("version").asText().equals("1.0"), "its version is unknown");
    require(root.path("truncation").isNull(), "it truncates");
    require(root.path("padding").isNull(), "it pads");
    require(
        root.path("post_processor").isNull() || isByteLevel(root.path("post_processor")),
        "its post-processor is unknown");
    require(isByteLevel(root.path("decoder")), "its decoder is not that of bytes");
    Division division = division();
    boolean composes = composes();
    return new BytePairEncoder(
        division,
        division.isAsciiOnly() || composes,
        added(),
        BytePairModel.of(root.path("model")).orElseThrow(() -> unknown("its model is unknown")));
  }

  /** Whether it composes characters; texts of ASCII stay as they are. */
  private boolean composes() throws UnknownException {
    JsonNode normalizer = root.path("normalizer");
    boolean composes = normalizer.path("type").asText().equals("NFC") && normalizer.size() == 1;
    require(composes || normalizer.isNull(), "its normalizer is unknown");
    return composes;
  }

  private Division division() throws UnknownException {
    JsonNode divides = root.path("pre_tokenizer");
    if (isByteLevel(divides)) {
      require(usesPattern(divides), "it does not divide texts");
      return Division.GPT2;
    }
    JsonNode both = divides.path("pretokenizers");
    require(
        divides.size() == 2
            && divides.path("type").asText().equals("Sequence")
            && both.size() == 2
            && isOwnSplit(both.path(0))
            && isByteLevel(both.path(1))
            && !usesPattern(both.path(1)),
        "its pre-tokenizer is unknown");
    return Division.OWN;
  }

  private static boolean usesPattern(JsonNode byteLevel) {
    return byteLevel.path("use_regex").asBoolean(true);
  }

  private static boolean isOwnSplit(JsonNode split) {
    JsonNode pattern = split.path("pattern");
    return split.size() == 4
        && split.path("type").asText().equals("Split")
        && pattern.size() == 1
        && pattern.path("Regex").asText().equals(DivisionPatterns.OWN)
        && split.path("behavior").asText().equals("Isolated")
        && split.path("invert").isBoolean()
        && !split.path("invert").asBoolean();
  }

  /** Whether it is a component for bytes that puts no blank before texts. */
  private static boolean isByteLevel(JsonNode component) {
    JsonNode pattern = component.path("use_regex");
    return component.path("type").asText().equals("ByteLevel")
        && component.path("add_prefix_space").isBoolean()
        && !component.path("add_prefix_space").asBoolean()
        && component.path("trim_offsets").isBoolean()
        && (pattern.isMissingNode() || pattern.isBoolean())
        && component.size() == (pattern.isMissingNode() ? 3 : 4);
  }

  /** The shortest texts that all added tokens but special ones contain. */
  private List<String> added() throws UnknownException {
    require(root.path("added_tokens").isArray(), "its added tokens are no list");
    List<String> contents = new ArrayList<>();
    for (JsonNode token : root.path("added_tokens")) {
      requireFields(token, ADDED_FIELDS, "an added token");
      String content = token.path("content").asText();
      require(
          token.path("id").isInt()
              && token.path("id").asInt() >= 0
              && token.path("content").isTextual()
              && !content.isEmpty()
              && content.chars().allMatch(c -> c < 128)
              && ADDED_FIELDS.stream()
                  .filter(field -> !field.equals("id") && !field.equals("content"))
                  .allMatch(field -> token.path(field).isBoolean()),
          "an added token is unknown");
      if (!token.path("special").asBoolean()) {
        contents.add(content);
      }
    }
    return contents.stream()
        .filter(one -> contents.stream().noneMatch(other -> isWithin(other, one)))
        .distinct()
        .toList();
  }

  private static boolean isWithin(String part, String whole) {
    return !part.equals(whole) && whole.contains(part);
  }

  private static void requireFields(JsonNode object, Set<String> fields, String of)
      throws UnknownException {
    require(
        object.isObject()
            && object.size() == fields.size()
            && fields.stream().allMatch(object::has),
        of + " has other fields");
  }

  private static void require(boolean condition, String otherwise) throws UnknownException {
    if (!condition) {
      throw unknown(otherwise);
    }
  }

  private static UnknownException unknown(String why) {
    return new UnknownException(why);
  }
}
