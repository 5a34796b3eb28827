package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.simbastream.formats.RejectedException;

/**
 * Reads events in ArcSight's Common Event Format (CEF) and in QRadar's Log Event Extended Format
 * (LEEF 1.0 and 2.0), with or without syslog's header before them.
 *
 * <p>The fields are those of the extension by their own names, and {@code vendor}, {@code product},
 * {@code version}, {@code eventId}, {@code name} and {@code severity}. The key is the device with
 * the product; the text is the event's name, with its message if it has one.
 */
final class SecurityEventLine {

  private static final Pattern START =
      Pattern.compile("(CEF|LEEF): ?(\\d{1,2}(?:\\.\\d{1,2})?)\\|");

  /** A name and what separates it from the value; the character before belongs to neither. */
  private static final Pattern CEF_PAIR =
      Pattern.compile("(?:^|\\s)([A-Za-z0-9_.\\-\\[\\]]{1,200})=");

  private static final int CEF_FIELDS = 6;
  private static final int LEEF_FIELDS = 4;

  private SecurityEventLine() {}

  /** Reads an event in CEF. */
  static ObjectNode cef(String line) throws RejectedException {
    Matcher start = start(line, "CEF");
    List<String> header = new ArrayList<>();
    int at = header(line, start.end(), CEF_FIELDS, header);
    if (header.size() < CEF_FIELDS) {
      throw Malformed.value("an event in CEF", "its header has less than 7 fields");
    }
    EventFields fields = EventFields.ofNew();
    cefExtension(line.substring(at), fields.object());
    putHeader(fields, header);
    fields.put("name", header.get(4));
    fields.put("severity", header.get(5));
    fields.put(EventFields.LEVEL, LogSeverity.ofSecurityEvent(header.get(5)));
    ObjectNode syslog = syslog(line, start.start());
    fields.putFirst(EventFields.TIME, "rt", "end", "start");
    complete(fields, syslog, List.of("dvchost", "dvc", "deviceExternalId"), header.get(4));
    return fields.object();
  }

  /** Reads an event in LEEF. */
  static ObjectNode leef(String line) throws RejectedException {
    Matcher start = start(line, "LEEF");
    List<String> header = new ArrayList<>();
    boolean second = start.group(2).startsWith("2");
    int at = header(line, start.end(), LEEF_FIELDS, header);
    if (header.size() < LEEF_FIELDS) {
      throw Malformed.value("an event in LEEF", "its header has less than 5 fields");
    }
    char delimiter = '\t';
    if (second) {
      int bar = line.indexOf('|', at);
      String given = bar < 0 ? "" : line.substring(at, bar);
      if (given.length() <= 1 || given.matches("(?:0?x)[0-9A-Fa-f]{1,4}")) {
        delimiter = delimiter(given);
        at = bar < 0 ? at : bar + 1;
      }
    }
    EventFields fields = EventFields.ofNew();
    for (String pair : line.substring(at).split(Pattern.quote(String.valueOf(delimiter)))) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        fields.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
      }
    }
    putHeader(fields, header);
    String severity = fields.object().path("sev").asText();
    fields.put(EventFields.LEVEL, LogSeverity.ofSecurityEvent(severity));
    fields.putFirst(EventFields.TIME, "devTime");
    complete(
        fields, syslog(line, start.start()), List.of("identHostName", "devName"), header.get(3));
    return fields.object();
  }

  /** Whether a line holds an event's header at its beginning or after syslog's. */
  static boolean isSure(String line, String format) {
    Matcher start = START.matcher(line);
    return start.find()
        && start.group(1).equals(format)
        && (start.start() == 0 || SyslogLine.isSure(line));
  }

  private static Matcher start(String line, String format) throws RejectedException {
    Matcher start = START.matcher(line);
    if (!start.find() || !start.group(1).equals(format)) {
      throw Malformed.value("an event in " + format, "it is '" + Malformed.shortened(line) + "'");
    }
    return start;
  }

  /** What syslog's header before the event tells; empty if there is none. */
  private static ObjectNode syslog(String line, int length) {
    return SyslogLine.read(line.substring(0, length));
  }

  private static void putHeader(EventFields fields, List<String> header) {
    fields.put("vendor", header.get(0));
    fields.put("product", header.get(1));
    fields.put("version", header.get(2));
    fields.put("eventId", header.get(3));
  }

  private static void complete(
      EventFields fields, ObjectNode syslog, List<String> devices, String name) {
    ObjectNode event = fields.object();
    fields.put("device", EventFields.first(syslog, "host"));
    fields.putFirst("device", devices.toArray(String[]::new));
    fields.putKey("device", "product");
    if (!event.has(EventFields.TIME)) {
      fields.put(EventFields.TIME, EventFields.first(syslog, "timestamp"));
    }
    if (!event.has(EventFields.LEVEL)) {
      fields.put(EventFields.LEVEL, EventFields.first(syslog, "severity"));
    }
    String message = event.path("msg").asText();
    fields.put(
        EventFields.TEXT,
        message.isEmpty() || message.equals(name)
            ? name
            : name.isEmpty() ? message : name + ": " + message);
  }

  /** Reads fields that end with a bar; returns where the last one ends. */
  private static int header(String line, int from, int count, List<String> header) {
    int at = from;
    StringBuilder field = new StringBuilder();
    while (at < line.length() && header.size() < count) {
      char c = line.charAt(at++);
      if (c == '\\' && at < line.length() && "\\|".indexOf(line.charAt(at)) >= 0) {
        field.append(line.charAt(at++));
      } else if (c == '|') {
        header.add(field.toString().strip());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    if (header.size() == count - 1 && field.length() > 0) {
      header.add(field.toString().strip());
    }
    return at;
  }

  /** Reads pairs whose values may hold spaces: each goes on to the name of the next. */
  private static void cefExtension(String extension, ObjectNode fields) {
    Matcher pair = CEF_PAIR.matcher(extension);
    String name = null;
    int from = 0;
    while (pair.find()) {
      if (name != null) {
        fields.put(name, unescaped(extension.substring(from, pair.start())));
      }
      name = pair.group(1);
      from = pair.end();
    }
    if (name != null) {
      fields.put(name, unescaped(extension.substring(from)));
    }
  }

  private static String unescaped(String value) {
    StringBuilder plain = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        char next = value.charAt(++i);
        plain.append(next == 'n' || next == 'r' ? '\n' : next);
      } else {
        plain.append(c);
      }
    }
    return plain.toString().strip();
  }

  private static char delimiter(String given) {
    if (given.isEmpty()) {
      return '\t';
    }
    return given.length() == 1
        ? given.charAt(0)
        : (char) Integer.parseInt(given.substring(given.indexOf('x') + 1), 16);
  }
}
