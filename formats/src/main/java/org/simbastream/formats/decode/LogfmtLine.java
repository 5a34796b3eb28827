package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Reads lines of logfmt: words {@code name=value}, values with spaces in double quotes. No line is
 * refused; the text of one that names no message is the whole line.
 */
final class LogfmtLine {

  private static final String[] MESSAGE = {"msg", "message"};
  private static final String[] TIME = {"ts", "time", "timestamp", "t", "@timestamp", "at"};
  private static final String[] LEVEL = {"level", "lvl", "severity", "loglevel"};
  private static final String[] SERVICE = {"service", "service.name", "app", "service_name"};
  private static final String[] TRACE = {"trace_id", "traceID", "traceId", "trace.id", "trace"};
  private static final String[] SPAN = {"span_id", "spanID", "spanId", "span.id"};

  private final String line;
  private int at;

  private LogfmtLine(String line) {
    this.line = line;
  }

  /** Reads a line. */
  static ObjectNode read(String line) {
    ObjectNode own = new LogfmtLine(line).pairs();
    EventFields fields = EventFields.of(own);
    fields.putFirst(EventFields.KEY, SERVICE);
    fields.put(EventFields.TEXT, text(own, line));
    fields.putFirst(EventFields.TIME, TIME);
    fields.putFirst(EventFields.LEVEL, LEVEL);
    fields.putFirst(EventFields.TRACE, TRACE);
    fields.putFirst(EventFields.SPAN, SPAN);
    return own;
  }

  /** The message, with the error that many programs name beside it. */
  private static String text(ObjectNode pairs, String line) {
    JsonNode message = EventFields.first(pairs, MESSAGE);
    if (message == null) {
      return line;
    }
    JsonNode error = EventFields.first(pairs, "err", "error");
    boolean told = error == null || !error.isTextual() || message.asText().contains(error.asText());
    return told ? message.asText() : message.asText() + ": " + error.asText();
  }

  /** Whether a line is nothing but pairs, with a level and a message among them. */
  static boolean isSure(String line) {
    LogfmtLine logfmt = new LogfmtLine(line);
    ObjectNode pairs = logfmt.pairs();
    return EventFields.first(pairs, LEVEL) != null
        && EventFields.first(pairs, MESSAGE) != null
        && pairs.properties().stream().allMatch(pair -> pair.getValue().isTextual());
  }

  /** The pairs of a line; a name without a value is true. */
  private ObjectNode pairs() {
    ObjectNode pairs = JsonNodeFactory.instance.objectNode();
    while (at < line.length()) {
      if (line.charAt(at) <= ' ') {
        at++;
        continue;
      }
      String name = bare(true);
      if (at < line.length() && line.charAt(at) == '=') {
        at++;
        boolean quoted = at < line.length() && line.charAt(at) == '"';
        pairs.put(name, quoted ? quoted() : bare(false));
      } else if (!name.isEmpty()) {
        pairs.put(name, true);
      }
    }
    return pairs;
  }

  private String bare(boolean isName) {
    int from = at;
    while (at < line.length() && line.charAt(at) > ' ' && !(isName && line.charAt(at) == '=')) {
      at++;
    }
    return line.substring(from, at);
  }

  /** A string as in JSON; one that does not end goes to the end of the line. */
  private String quoted() {
    StringBuilder value = new StringBuilder();
    at++;
    while (at < line.length() && line.charAt(at) != '"') {
      char c = line.charAt(at++);
      if (c == '\\' && at < line.length()) {
        c = unescaped(line.charAt(at++));
      }
      value.append(c);
    }
    at++;
    return value.toString();
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> c;
    };
  }
}
