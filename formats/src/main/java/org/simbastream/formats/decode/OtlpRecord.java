package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.simbastream.formats.JsonFields;

/**
 * The fields of one of OpenTelemetry's log records, the same for both encodings.
 *
 * <p>Its resource's and scope's attributes are in {@code resource} and {@code scope}; the body is
 * the text, followed by the stack trace of an exception that the attributes hold.
 */
final class OtlpRecord {

  static final String TIME = "timeUnixNano";
  static final String OBSERVED = "observedTimeUnixNano";
  static final String SEVERITY_NUMBER = "severityNumber";
  static final String SEVERITY_TEXT = "severityText";
  static final String BODY = "body";
  static final String ATTRIBUTES = "attributes";
  static final String RESOURCE = "resource";
  static final String SCOPE = "scope";
  static final String TRACE_ID = "traceId";
  static final String SPAN_ID = "spanId";
  static final String EVENT_NAME = "eventName";

  private static final String STACK_TRACE = "exception.stacktrace";

  private OtlpRecord() {}

  /**
   * Adds {@link EventFields} to a record's own fields.
   *
   * @param fields the fields named above, those without a value left out
   */
  static ObjectNode complete(EventFields fields) {
    ObjectNode record = fields.object();
    JsonNode resource = record.path(RESOURCE);
    fields.put(EventFields.KEY, key(resource));
    fields.put(EventFields.TEXT, text(record));
    fields.putFirst(EventFields.TIME, TIME, OBSERVED);
    fields.putFirst(EventFields.LEVEL, SEVERITY_TEXT);
    // The number is normalized; the text is the word of the library that logged.
    fields.put(EventFields.LEVEL, LogSeverity.ofOtlp(record.path(SEVERITY_NUMBER).asInt()));
    fields.putFirst(EventFields.TRACE, TRACE_ID);
    fields.putFirst(EventFields.SPAN, SPAN_ID);
    return EventFields.withText(record);
  }

  private static String key(JsonNode resource) {
    JsonNode service = EventFields.first(resource, "service.name");
    if (service != null && !service.asText().startsWith("unknown_service")) {
      return EventFields.joined(resource, "service.namespace", "service.name");
    }
    String container =
        EventFields.joined(resource, "k8s.namespace.name", "k8s.pod.name", "k8s.container.name");
    if (!container.isEmpty()) {
      return container;
    }
    String named = EventFields.joined(resource, "service.name", "host.name");
    return named.isEmpty() ? EventFields.joined(resource, "container.id") : named;
  }

  /** The body, else the event's name, with the stack trace of an exception; empty if none. */
  private static String text(ObjectNode record) {
    JsonNode body = EventFields.first(record, BODY, EVENT_NAME);
    String text = body == null ? "" : JsonFields.asText(body);
    return withStackTrace(text, EventFields.first(record.path(ATTRIBUTES), STACK_TRACE));
  }

  /** A text and the stack trace below it, unless it holds that already. */
  static String withStackTrace(String text, JsonNode trace) {
    if (trace == null || !trace.isTextual() || text.contains(trace.textValue())) {
      return text;
    }
    return text.isEmpty() ? trace.textValue() : text + "\n" + trace.textValue();
  }
}
