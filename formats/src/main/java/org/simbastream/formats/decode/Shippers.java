package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.simbastream.formats.JsonFields;

/** Reads the JSON objects of log shippers and of Elastic's schema; none is refused. */
final class Shippers {

  private static final String[] TEXT = {"message", "log", "msg", "MESSAGE", "text", "body"};
  private static final String[] LEVEL = {"level", "severity", "log.level", "loglevel", "levelname"};
  private static final String[] TRACE = {"trace_id", "traceId", "trace.id"};
  private static final String[] SPAN = {"span_id", "spanId", "span.id"};

  private Shippers() {}

  /** Elastic Common Schema: the message, with the stack trace of an error that it has. */
  static ObjectNode ecs(ObjectNode event) {
    EventFields fields = EventFields.of(event);
    if (!fields.putKey("service.name")
        && !fields.putKey(
            "kubernetes.namespace", "kubernetes.pod.name", "kubernetes.container.name")) {
      fields.putFirst(EventFields.KEY, "container.name", "host.name", "agent.name");
    }
    JsonNode message = EventFields.first(event, "message", "event.original", "error.message");
    String text = message == null ? "" : JsonFields.asText(message);
    JsonNode trace = EventFields.first(event, "error.stack_trace");
    fields.put(EventFields.TEXT, OtlpRecord.withStackTrace(text, trace));
    fields.putFirst(EventFields.TIME, "@timestamp");
    fields.put(EventFields.LEVEL, LogSeverity.ofSyslog(event.at("/log/syslog/severity/code")));
    fields.putFirst(EventFields.LEVEL, "log.level");
    fields.putFirst(EventFields.TRACE, "trace.id");
    fields.putFirst(EventFields.SPAN, "span.id");
    return event;
  }

  /** Fluent Bit's records, also those of its inputs for Kubernetes and systemd. */
  static ObjectNode fluentBit(ObjectNode record) {
    EventFields fields = EventFields.of(record);
    if (!fields.putKey(
        "kubernetes.namespace_name", "kubernetes.pod_name", "kubernetes.container_name")) {
      fields.put(EventFields.KEY, unit(record));
    }
    fields.putFirst(EventFields.TEXT, TEXT);
    fields.putFirst(EventFields.TIME, "@timestamp", "time", "timestamp", "date");
    putUsual(fields);
    return record;
  }

  /** Vector's events, also those of its sources for Kubernetes, Docker and journald. */
  static ObjectNode vector(ObjectNode event) {
    EventFields fields = EventFields.of(event);
    boolean found =
        fields.putKey(
                "kubernetes.pod_namespace", "kubernetes.pod_name", "kubernetes.container_name")
            || fields.putKey("host", "container_name") && event.has("container_name")
            || fields.putKey("host", "appname") && event.has("appname");
    if (!found) {
      String unit = unit(event);
      fields.put(
          EventFields.KEY, unit.isEmpty() ? EventFields.joined(event, "host", "file") : unit);
    }
    fields.putFirst(EventFields.TEXT, TEXT);
    fields.putFirst(EventFields.TIME, "timestamp", "@timestamp", "time");
    putUsual(fields);
    return event;
  }

  /** Docker's files of its driver json-file; the line feed is no part of the text. */
  static ObjectNode docker(ObjectNode entry) {
    EventFields fields = EventFields.of(entry);
    fields.putFirst(EventFields.TEXT, "log");
    fields.putFirst(EventFields.TIME, "time");
    return entry;
  }

  /** The journal's entries, as {@code journalctl -o json} writes them. */
  static ObjectNode journald(ObjectNode entry) {
    JsonNode message = entry.get("MESSAGE");
    if (message != null && message.isArray()) {
      entry.put("MESSAGE", ofArray(message));
    }
    EventFields fields = EventFields.of(entry);
    fields.put(EventFields.KEY, unit(entry));
    fields.putFirst(EventFields.TEXT, "MESSAGE");
    fields.putFirst(EventFields.TIME, "_SOURCE_REALTIME_TIMESTAMP", "__REALTIME_TIMESTAMP");
    fields.put(EventFields.LEVEL, LogSeverity.ofSyslog(entry.get("PRIORITY")));
    fields.putFirst(EventFields.TRACE, "TRACE_ID");
    fields.putFirst(EventFields.SPAN, "SPAN_ID");
    return entry;
  }

  /** Objects of no preset: fields of usual names; without a text field the object is the text. */
  static ObjectNode plain(ObjectNode object) {
    String text = usualText(object);
    EventFields fields = EventFields.of(object);
    fields.putFirst(EventFields.KEY, "service.name", "service", "app");
    fields.put(EventFields.TEXT, text);
    fields.putFirst(EventFields.TIME, "@timestamp", "timestamp", "time", "ts");
    putUsual(fields);
    return object;
  }

  /** The text of an object: a field of a usual name, else the object. */
  static String usualText(ObjectNode object) {
    JsonNode text = EventFields.first(object, TEXT);
    return text == null ? object.toString() : JsonFields.asText(text);
  }

  /** A field of bytes that are no characters, or a field that was given more than once. */
  private static String ofArray(JsonNode array) {
    byte[] bytes = new byte[array.size()];
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < bytes.length; i++) {
      JsonNode element = array.get(i);
      bytes[i] = (byte) element.asInt();
      String line = element.isArray() ? ofBytes(element) : JsonFields.asText(element);
      lines.append(i == 0 ? "" : "\n").append(line);
    }
    return array.path(0).isNumber() ? new String(bytes, StandardCharsets.UTF_8) : lines.toString();
  }

  private static String ofBytes(JsonNode array) {
    byte[] bytes = new byte[array.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) array.get(i).asInt();
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The host with the unit of systemd, or with what else names the sender. */
  private static String unit(ObjectNode entry) {
    for (String name :
        new String[] {"_SYSTEMD_UNIT", "_SYSTEMD_USER_UNIT", "SYSLOG_IDENTIFIER", "_COMM"}) {
      if (EventFields.first(entry, name) != null) {
        return EventFields.joined(entry, "_HOSTNAME", name);
      }
    }
    return EventFields.joined(entry, "_HOSTNAME", "_TRANSPORT");
  }

  private static void putUsual(EventFields fields) {
    fields.put(EventFields.LEVEL, LogSeverity.ofSyslog(fields.object().get("PRIORITY")));
    fields.putFirst(EventFields.LEVEL, LEVEL);
    fields.putFirst(EventFields.TRACE, TRACE);
    fields.putFirst(EventFields.SPAN, SPAN);
  }
}
