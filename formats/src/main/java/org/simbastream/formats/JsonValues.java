package org.simbastream.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.simbastream.records.RejectionReason;

/**
 * Decodes values of JSON: one object, an array of objects, or objects on lines of their own
 * (NDJSON). What can't be read among several objects is rejected by itself.
 */
final class JsonValues implements ValueDecoder {

  private static final long serialVersionUID = 1L;

  private final int maxBytes;
  private final TextEncoding encoding;
  private transient JsonFields json;

  /**
   * @param maxBytes the longest value to expect, in bytes
   */
  JsonValues(int maxBytes, TextEncoding encoding) {
    this.maxBytes = maxBytes;
    this.encoding = encoding;
  }

  @Override
  public List<Decoded> decode(byte[] value) throws RejectedException {
    String text = text(value);
    if (beginsWithAWholeLine(text)) {
      return lines(text);
    }
    JsonNode node = json().readObjectOrArray(text);
    return node instanceof ObjectNode object ? List.of(Decoded.of(object)) : elements(node);
  }

  @Override
  public boolean readsElements() {
    return true;
  }

  /** Whether there are several lines and the first of them that is not blank is an object. */
  private boolean beginsWithAWholeLine(String text) {
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    int end = text.indexOf('\n', start);
    if (end < 0 || text.charAt(start) != '{' || text.substring(end).isBlank()) {
      return false;
    }
    int last = end - 1;
    while (Character.isWhitespace(text.charAt(last))) {
      last--;
    }
    if (text.charAt(last) != '}') {
      return false; // the usual object of many lines
    }
    try {
      json().read(text.substring(start, end));
      return true;
    } catch (RejectedException e) {
      return false;
    }
  }

  private List<Decoded> lines(String text) {
    List<Decoded> records = new ArrayList<>();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (!line.isBlank()) {
        try {
          records.add(new Decoded.Fields((ObjectNode) json().read(line)));
        } catch (RejectedException e) {
          records.add(new Decoded.Rejected(bytes(line), e));
        }
      }
    }
    return records;
  }

  /** An array that begins with something else, such as numbers, is no array of records. */
  private static List<Decoded> elements(JsonNode array) throws RejectedException {
    if (!array.isEmpty() && !array.get(0).isObject()) {
      throw JsonFields.malformed("object or array of objects", array);
    }
    List<Decoded> records = new ArrayList<>(array.size());
    for (JsonNode element : array) {
      records.add(
          element instanceof ObjectNode object
              ? Decoded.of(object)
              : new Decoded.Rejected(
                  bytes(element.toString()), JsonFields.malformed("object", element)));
    }
    return records;
  }

  private String text(byte[] value) throws RejectedException {
    try {
      return encoding.decode(value);
    } catch (CharacterCodingException e) {
      throw new RejectedException(
          RejectionReason.INVALID_UTF8, "The value is not well-formed " + encoding.charset() + ".");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private JsonFields json() {
    if (json == null) {
      json = new JsonFields(maxBytes);
    }
    return json;
  }
}
