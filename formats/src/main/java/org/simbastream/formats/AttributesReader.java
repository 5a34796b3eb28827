package org.simbastream.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.simbastream.records.Attributes;
import org.simbastream.records.Severity;

/** Reads what a record carries beside its text. */
final class AttributesReader {

  /** The longest value that results get of a field or a header, in characters. */
  private static final int LONGEST = 1_024;

  private final RecordFields fields;
  private final UnaryOperator<String> mask;

  /**
   * @param mask masks personal data in values, before they are cut
   */
  AttributesReader(RecordFields fields, UnaryOperator<String> mask) {
    this.fields = fields;
    this.mask = mask;
  }

  /**
   * Reads the attributes of one record.
   *
   * @param object its fields; null for a record without any
   * @param severity null if it says none
   * @param timeUnreadable whether its own time could not be read
   */
  Attributes read(
      JsonNode object, KafkaHeaders headers, Severity severity, boolean timeUnreadable) {
    Map<String, String> passedOn = object == null ? Map.of() : fields(object);
    Map<String, String> ofKafka = headers(headers);
    String trace = object == null ? "" : id(fields.trace().findFilled(object));
    String span = object == null ? "" : id(fields.span().findFilled(object));
    if (passedOn.isEmpty() && ofKafka.isEmpty() && trace.isEmpty() && span.isEmpty()) {
      return severity == null && !timeUnreadable
          ? Attributes.NONE
          : new Attributes(severity, "", "", Map.of(), Map.of(), timeUnreadable);
    }
    return new Attributes(severity, trace, span, passedOn, ofKafka, timeUnreadable)
        .within(Attributes.MAX_CHARACTERS);
  }

  private Map<String, String> fields(JsonNode object) {
    List<String> names = fields.passedOn();
    if (names.isEmpty()) {
      return Map.of();
    }
    Map<String, String> found = new HashMap<>();
    for (String name : names) {
      JsonNode value = JsonFields.find(object, name);
      if (value != null) {
        found.put(name, cut(mask.apply(JsonFields.asText(value)), LONGEST));
      }
    }
    return found;
  }

  private Map<String, String> headers(KafkaHeaders headers) {
    if (fields.headers().isEmpty()) {
      return Map.of();
    }
    Map<String, String> found = new HashMap<>();
    for (String name : fields.headers()) {
      byte[] value = headers.last(name);
      if (value != null) {
        found.put(name, cut(mask.apply(new String(value, StandardCharsets.UTF_8)), LONGEST));
      }
    }
    return found;
  }

  private static String id(FieldNames.Found found) {
    return found == null || found.value().isContainerNode()
        ? ""
        : cut(found.value().asText(), Attributes.MAX_ID_CHARACTERS);
  }

  private static String cut(String value, int length) {
    return RecordText.wellFormed(value.length() <= length ? value : value.substring(0, length));
  }
}
