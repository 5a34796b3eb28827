package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.simbastream.formats.Decoded;
import org.simbastream.formats.RejectedException;

/**
 * Reads OpenTelemetry's log records in JSON, which differs from protobuf's usual JSON: ids are in
 * hexadecimal digits and enumerations are numbers. Names in lowerCamelCase and in snake_case are
 * read, since protobuf's parsers take both.
 */
final class OtlpJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private OtlpJson() {}

  /** Whether an object looks like OpenTelemetry's logs. */
  static boolean isLogs(JsonNode object) {
    return either(object, "resourceLogs", "resource_logs").isArray();
  }

  /**
   * Reads the log records of a value.
   *
   * @throws RejectedException if the object holds none
   */
  static List<Decoded> read(JsonNode data) throws RejectedException {
    if (!isLogs(data)) {
      throw Malformed.value("OpenTelemetry's logs in JSON", "it has no array resourceLogs");
    }
    List<Decoded> records = new ArrayList<>();
    for (JsonNode ofResource : either(data, "resourceLogs", "resource_logs")) {
      ObjectNode resource = attributes(ofResource.path("resource").path("attributes"));
      for (JsonNode ofScope : either(ofResource, "scopeLogs", "scope_logs")) {
        ObjectNode scope = scope(ofScope.path("scope"));
        for (JsonNode log : either(ofScope, "logRecords", "log_records")) {
          records.add(Decoded.of(record(log, resource, scope)));
        }
      }
    }
    return records;
  }

  private static ObjectNode record(JsonNode log, ObjectNode resource, ObjectNode scope) {
    EventFields fields = EventFields.ofNew();
    fields.put(OtlpRecord.TIME, time(either(log, OtlpRecord.TIME, "time_unix_nano")));
    fields.put(
        OtlpRecord.OBSERVED, time(either(log, OtlpRecord.OBSERVED, "observed_time_unix_nano")));
    int severity = either(log, OtlpRecord.SEVERITY_NUMBER, "severity_number").asInt();
    if (severity != 0) {
      fields.put(OtlpRecord.SEVERITY_NUMBER, NODES.numberNode(severity));
    }
    fields.put(
        OtlpRecord.SEVERITY_TEXT, either(log, OtlpRecord.SEVERITY_TEXT, "severity_text").asText());
    fields.put(OtlpRecord.EVENT_NAME, either(log, OtlpRecord.EVENT_NAME, "event_name").asText());
    fields.put(OtlpRecord.BODY, value(log.path("body")));
    fields.put(OtlpRecord.TRACE_ID, either(log, OtlpRecord.TRACE_ID, "trace_id").asText());
    fields.put(OtlpRecord.SPAN_ID, either(log, OtlpRecord.SPAN_ID, "span_id").asText());
    if (!log.path("attributes").isEmpty()) {
      fields.put(OtlpRecord.ATTRIBUTES, attributes(log.path("attributes")));
    }
    fields.put(OtlpRecord.RESOURCE, resource);
    fields.put(OtlpRecord.SCOPE, scope);
    return OtlpRecord.complete(fields);
  }

  private static ObjectNode scope(JsonNode scope) {
    ObjectNode node = attributes(scope.path("attributes"));
    for (String field : List.of("name", "version")) {
      if (!scope.path(field).asText().isEmpty()) {
        node.put(field, scope.path(field).asText());
      }
    }
    return node;
  }

  private static ObjectNode attributes(JsonNode attributes) {
    ObjectNode node = NODES.objectNode();
    for (JsonNode attribute : attributes) {
      node.set(attribute.path("key").asText(), value(attribute.path("value")));
    }
    return node;
  }

  /** A value as plain JSON; what is of no known type is taken as it is. */
  private static JsonNode value(JsonNode value) {
    if (!value.isObject() || value.size() != 1) {
      return value.isMissingNode() || value.isEmpty() && value.isObject()
          ? NODES.nullNode()
          : value;
    }
    Map.Entry<String, JsonNode> typed = value.properties().iterator().next();
    JsonNode held = typed.getValue();
    switch (typed.getKey()) {
      case "stringValue",
      "string_value",
      "boolValue",
      "bool_value",
      "doubleValue",
      "double_value",
      "bytesValue",
      "bytes_value":
        return held;
      case "intValue", "int_value":
        return held.isTextual() ? NODES.numberNode(held.asLong()) : held;
      case "arrayValue", "array_value":
        ArrayNode array = NODES.arrayNode();
        held.path("values").forEach(element -> array.add(value(element)));
        return array;
      case "kvlistValue", "kvlist_value":
        return attributes(held.path("values"));
      default:
        return value;
    }
  }

  /** Nanoseconds since the epoch; null for 0, which stands for none. */
  private static String time(JsonNode nanos) {
    String digits = nanos.asText();
    return digits.equals("0") ? null : digits;
  }

  private static JsonNode either(JsonNode object, String camel, String snake) {
    JsonNode found = object.get(camel);
    return found == null ? object.path(snake) : found;
  }
}
