package org.simbastream.dashboard.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Makes a scored record's own fields of one that was written as OpenTelemetry's logs ({@code
 * simba.output.scored.format: otlp-json}).
 */
public final class OtlpScored {

  /** The fields of the attributes whose names are not the fields' with a prefix. */
  private static final Map<String, String> FIELDS =
      Map.of(
          "simba.window.start", "windowStart",
          "simba.window.end", "windowEnd",
          "simba.depth.mean", "depthMean",
          "simba.depth.max", "depthMax");

  private static final String PREFIX = "simba.";
  private static final int NANOS_DIGITS = 6; // of a millisecond

  private OtlpScored() {}

  /** The record's own fields; what was not written as OpenTelemetry's logs is returned as it is. */
  public static JsonNode plain(JsonNode written) {
    JsonNode resource = written.path("resourceLogs").path(0);
    JsonNode log = resource.path("scopeLogs").path(0).path("logRecords").path(0);
    if (!log.isObject()) {
      return written;
    }
    ObjectNode plain = JsonNodeFactory.instance.objectNode();
    for (JsonNode attribute : resource.path("resource").path("attributes")) {
      if (attribute.path("key").asText().equals("service.name")) {
        plain.set("key", attribute.path("value").path("stringValue"));
      }
    }
    plain.put("time", millis(log.path("timeUnixNano").asText()));
    plain.set("text", log.path("body").path("stringValue"));
    if (log.has("severityText")) {
      plain.set("level", log.get("severityText"));
    }
    ObjectNode pattern = JsonNodeFactory.instance.objectNode();
    for (JsonNode attribute : log.path("attributes")) {
      add(attribute.path("key").asText(), value(attribute.path("value")), plain, pattern);
    }
    if (!pattern.isEmpty()) {
      plain.set("pattern", pattern);
    }
    return plain;
  }

  private static void add(String name, JsonNode value, ObjectNode plain, ObjectNode pattern) {
    switch (name) {
      case "log.record.template" -> pattern.set("text", value);
      case "simba.pattern.id" -> pattern.set("id", value);
      case "simba.pattern.new" -> pattern.set("new", value);
      default -> {
        if (name.startsWith(PREFIX)) {
          plain.set(FIELDS.getOrDefault(name, name.substring(PREFIX.length())), value);
        }
      }
    }
  }

  private static long millis(String nanos) {
    String millis = nanos.substring(0, Math.max(0, nanos.length() - NANOS_DIGITS));
    try {
      return millis.isEmpty() ? 0 : Long.parseLong(millis);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static JsonNode value(JsonNode typed) {
    if (typed.has("intValue")) {
      return JsonNodeFactory.instance.numberNode(typed.get("intValue").asLong());
    }
    if (typed.has("arrayValue")) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      typed.path("arrayValue").path("values").forEach(element -> all.add(value(element)));
      return all;
    }
    if (typed.has("kvlistValue")) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      for (JsonNode field : typed.path("kvlistValue").path("values")) {
        object.set(field.path("key").asText(), value(field.path("value")));
      }
      return object;
    }
    return typed.isEmpty() ? JsonNodeFactory.instance.nullNode() : typed.iterator().next();
  }
}
