package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.simbastream.formats.RejectedException;

/**
 * Reads Graylog's Extended Log Format. The text is the short message and the full one, unless that
 * repeats the short one; the key is the host, with the facility or container that an additional
 * field names.
 */
final class Gelf {

  private Gelf() {}

  /** Completes a message. */
  static ObjectNode read(ObjectNode message) throws RejectedException {
    if (!isSure(message) && !message.has("short_message")) {
      throw Malformed.value("a message in GELF", "it has no short_message");
    }
    EventFields fields = EventFields.of(message);
    fields.put(
        EventFields.KEY,
        EventFields.joined(
            message,
            "host",
            message.has("_container_name") ? "_container_name" : "_facility",
            "facility"));
    fields.put(EventFields.TEXT, text(message));
    fields.putFirst(EventFields.TIME, "timestamp");
    fields.put(EventFields.LEVEL, LogSeverity.ofSyslog(message.get("level")));
    fields.putFirst(EventFields.TRACE, "_trace_id", "_traceId");
    fields.putFirst(EventFields.SPAN, "_span_id", "_spanId");
    return message;
  }

  private static String text(ObjectNode message) {
    String brief = message.path("short_message").asText();
    String full = message.path("full_message").asText();
    return full.contains(brief)
        ? full
        : OtlpRecord.withStackTrace(brief, message.get("full_message"));
  }

  /** Whether an object is surely such a message. */
  static boolean isSure(ObjectNode message) {
    return message.has("version") && message.has("host") && message.has("short_message");
  }
}
