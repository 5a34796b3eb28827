package org.simbastream.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.simbastream.annotation.Internal;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.Teaching;

/**
 * What a person teaches, as JSON: {@code docs/schemas/teaching.schema.json}. The id is Kafka's key,
 * and when it was said is Kafka's timestamp; a record without a value undoes.
 */
@Internal
public final class TeachingJson {

  /**
   * The greatest length of an id and of a value in UTF-8, so that what is remembered is bounded.
   */
  public static final int MAX_BYTES = 4096;

  private static final Set<String> FIELDS =
      Set.of("action", "pattern", "key", "until", "by", "note");
  private static final int PATTERN_DIGITS = 16;

  private static final JsonFields JSON = new JsonFields(MAX_BYTES);
  private static final JsonMapper WRITER = new JsonMapper();

  private TeachingJson() {}

  /**
   * Reads what a person teaches.
   *
   * @param id Kafka's key
   * @param value Kafka's value; null undoes
   * @param at Kafka's timestamp
   * @throws IOException if it can't be understood; the message says why
   */
  public static Teaching read(byte[] id, byte[] value, long at) throws IOException {
    if (id == null || id.length == 0 || id.length > MAX_BYTES) {
      throw new IOException("the Kafka key is its id: give one of 1 to " + MAX_BYTES + " bytes");
    }
    String name = new String(id, StandardCharsets.UTF_8);
    if (value == null) {
      return Teaching.undo(name, "", "", at);
    }
    if (value.length > MAX_BYTES) {
      throw new IOException(
          "it has " + value.length + " bytes; give at most " + MAX_BYTES + ": shorten the note");
    }
    JsonNode fields = object(value);
    Teaching.Action action = action(fields);
    String by = text(fields, "by");
    String note = text(fields, "note");
    if (action == Teaching.Action.UNDO) {
      return Teaching.undo(name, by, note, at);
    }
    String key = text(fields, "key");
    return new Teaching(
        name,
        action,
        pattern(text(fields, "pattern")),
        key.isEmpty() ? null : key,
        until(fields.get("until")),
        by,
        note,
        at);
  }

  /** The value of what a person teaches. */
  public static byte[] write(Teaching teaching) throws IOException {
    ObjectNode fields = WRITER.createObjectNode();
    fields.put("action", teaching.action().word());
    if (teaching.action() != Teaching.Action.UNDO) {
      fields.put("pattern", StreamPattern.name(teaching.pattern()));
    }
    if (teaching.key() != null) {
      fields.put("key", teaching.key());
    }
    if (teaching.until() != Teaching.FOR_EVER) {
      fields.put("until", teaching.until());
    }
    if (!teaching.by().isEmpty()) {
      fields.put("by", teaching.by());
    }
    if (!teaching.note().isEmpty()) {
      fields.put("note", teaching.note());
    }
    return WRITER.writeValueAsBytes(fields);
  }

  /**
   * The id of a pattern as results name it.
   *
   * @throws IOException if it is none
   */
  public static long pattern(String name) throws IOException {
    if (name.length() == PATTERN_DIGITS && name.chars().allMatch(HexFormat::isHexDigit)) {
      return HexFormat.fromHexDigitsToLong(name);
    }
    throw new IOException(
        ("pattern is '%s'; give the id of a pattern, %d hexadecimal digits as in a scored"
                + " record's pattern.id")
            .formatted(name, PATTERN_DIGITS));
  }

  private static JsonNode object(byte[] value) throws IOException {
    JsonNode fields;
    try {
      fields = JSON.read(new String(value, StandardCharsets.UTF_8));
    } catch (RejectedException e) {
      throw new IOException(e.getMessage(), e);
    }
    for (Iterator<String> names = fields.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) { // a misspelt until would mute for ever
        throw new IOException(
            "there is no field '%s'; there are %s".formatted(name, sorted(FIELDS)));
      }
    }
    return fields;
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static Teaching.Action action(JsonNode fields) throws IOException {
    String word = text(fields, "action");
    return Teaching.Action.of(word)
        .orElseThrow(
            () ->
                new IOException(
                    "action is '%s'; give one of %s"
                        .formatted(
                            word,
                            Arrays.stream(Teaching.Action.values())
                                .map(Teaching.Action::word)
                                .collect(Collectors.joining(", ")))));
  }

  private static String text(JsonNode fields, String name) throws IOException {
    JsonNode value = fields.get(name);
    if (value == null || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw new IOException(name + " is " + value + "; give a string");
    }
    return RecordText.wellFormed(value.textValue());
  }

  private static long until(JsonNode value) throws IOException {
    if (value == null || value.isNull()) {
      return Teaching.FOR_EVER;
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    try {
      return OffsetDateTime.parse(value.asText()).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      throw new IOException(
          "until is "
              + value
              + "; give milliseconds since the epoch, or a time such as \"2026-01-31T12:00:00Z\"",
          e);
    }
  }
}
