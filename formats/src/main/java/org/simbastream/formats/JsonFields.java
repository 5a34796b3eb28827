package org.simbastream.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Locale;
import org.simbastream.annotation.Internal;
import org.simbastream.records.RejectionReason;

/**
 * Reads one JSON object and finds fields in it.
 *
 * <p>Numbers keep the digits they were written with. Of fields with the same name the last one
 * counts. Objects nested more than 1,000 deep and numbers of more than 1,000 digits are refused,
 * which is Jackson's protection against values made to exhaust a reader.
 */
@Internal
public final class JsonFields {

  private final ObjectReader reader;

  /**
   * A reader of values of that length.
   *
   * @param maxLength the longest value to expect, in characters
   */
  public JsonFields(int maxLength) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder().maxStringLength(maxLength).maxNameLength(maxLength).build();
    JsonFactory factory =
        new JsonFactoryBuilder()
            // Names come from untrusted input: a table of all of them would grow without end.
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(constraints)
            .build();
    this.reader =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);
  }

  /**
   * Reads a value.
   *
   * @throws RejectedException if it is not exactly one JSON object
   */
  public JsonNode read(String value) throws RejectedException {
    JsonNode node = parse(value, "object");
    if (!node.isObject()) {
      throw malformed("object", typeOf(node));
    }
    return node;
  }

  /**
   * Reads a value that may be an array too.
   *
   * @throws RejectedException if it is not exactly one JSON object or array
   */
  public JsonNode readObjectOrArray(String value) throws RejectedException {
    JsonNode node = parse(value, "object or array");
    if (!node.isContainerNode()) {
      throw malformed("object or array", typeOf(node));
    }
    return node;
  }

  private JsonNode parse(String value, String expected) throws RejectedException {
    try {
      return reader.readTree(value);
    } catch (JsonProcessingException e) {
      throw malformed(expected, e.getOriginalMessage());
    }
  }

  private static String typeOf(JsonNode node) {
    return node.isMissingNode()
        ? "it is empty"
        : "it is of type " + node.getNodeType().name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a field by its exact name, else by a dotted path into nested objects.
   *
   * @return the field's value; null if there is no such field or its value is JSON's null
   */
  public static JsonNode find(JsonNode object, String name) {
    JsonNode exact = object.get(name);
    if (exact != null) {
      return exact.isNull() ? null : exact;
    }
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      JsonNode nested = object.get(name.substring(0, dot));
      JsonNode found = nested == null ? null : find(nested, name.substring(dot + 1));
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** A value as text: a string as it is, anything else as its JSON. */
  public static String asText(JsonNode value) {
    return value.isTextual() ? value.textValue() : value.toString();
  }

  /** The rejection of a value that is none of those expected. */
  static RejectedException malformed(String expected, JsonNode node) {
    return malformed(expected, typeOf(node));
  }

  private static RejectedException malformed(String expected, String why) {
    return new RejectedException(
        RejectionReason.MALFORMED_JSON,
        "The value is not one JSON %s: %s.".formatted(expected, why));
  }
}
