package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads syslog's messages: of RFC 5424, of RFC 3164 and its many variations, and the lines that
 * daemons write to files, which lack the priority. No line is refused: what is of neither form is
 * the message, as RFC 3164 has it.
 *
 * <p>The fields are {@code facility}, {@code severity}, {@code timestamp}, {@code host}, {@code
 * app}, {@code procid}, {@code msgid}, {@code structuredData} and {@code message}; the key is the
 * host with the app.
 */
final class SyslogLine {

  private static final int LARGEST_PRIORITY = 191;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** RFC 6587's count of octets, which some relays leave before a message. */
  private static final Pattern PRIORITY = Pattern.compile("(?:\\d{1,9} )?<(\\d{1,3})>");

  private static final String ISO_TIME =
      "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?:Z|[+-]\\d\\d:?\\d\\d)?";
  private static final String BSD_TIME =
      "[*.]?[A-Z][a-z]{2} {1,2}\\d{1,2} (?:\\d{4} )?\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?";
  private static final Pattern TIME =
      Pattern.compile("(" + ISO_TIME + "|" + BSD_TIME + ")(?: [A-Z]{3,4}(?=:))?:? ");

  /** The process that a message names first, with its id, a colon, or both. */
  private static final Pattern TAG =
      Pattern.compile(
          "([^\\s:\\[\\]<>{}=\"]{1,128})(?:(?:\\[([^\\]\\s]{0,128})\\])?:|\\[([^\\]\\s]{0,128})\\])(?="
              + " |$)");

  private static final Pattern HOST = Pattern.compile("([^\\s\\[\\]]{1,255}) ");

  /** Version, and five words of printable ASCII. */
  private static final Pattern HEADER_5424 =
      Pattern.compile("1 (\\S{1,64}) (\\S{1,255}) (\\S{1,48}) (\\S{1,128}) (\\S{1,32})(?: |$)");

  private SyslogLine() {}

  /** Reads a line. */
  static ObjectNode read(String line) {
    EventFields fields = EventFields.ofNew();
    Matcher priority = PRIORITY.matcher(line);
    int at = 0;
    if (priority.lookingAt() && Integer.parseInt(priority.group(1)) <= LARGEST_PRIORITY) {
      at = priority.end();
      putPriority(Integer.parseInt(priority.group(1)), fields);
    }
    Matcher header = HEADER_5424.matcher(line).region(at, line.length());
    if (at == 0 || !header.lookingAt() || !read5424(line, header, fields)) {
      read3164(line, at, fields);
    }
    fields.putKey("host", "app");
    fields.putFirst(EventFields.TEXT, "message");
    fields.putFirst(EventFields.TIME, "timestamp");
    return fields.object();
  }

  /** Whether a line begins with a priority and what follows it in either RFC. */
  static boolean isSure(String line) {
    Matcher priority = PRIORITY.matcher(line);
    if (!priority.lookingAt() || Integer.parseInt(priority.group(1)) > LARGEST_PRIORITY) {
      return false;
    }
    return HEADER_5424.matcher(line).region(priority.end(), line.length()).lookingAt()
        || TIME.matcher(line).region(priority.end(), line.length()).lookingAt();
  }

  private static void putPriority(int priority, EventFields fields) {
    fields.put("facility", LogSeverity.facility(priority / 8));
    fields.put("severity", LogSeverity.ofSyslog(priority % 8));
    fields.put(EventFields.LEVEL, LogSeverity.ofSyslog(priority % 8));
  }

  /** Reads what follows the header; false if it is no structured data. */
  private static boolean read5424(String line, Matcher header, EventFields fields) {
    ObjectNode data = fields.object().objectNode();
    int end = StructuredData.read(line, header.end(), data);
    if (end < 0) {
      return false;
    }
    fields.put("timestamp", unlessNil(header.group(1)));
    fields.put("host", unlessNil(header.group(2)));
    fields.put("app", unlessNil(header.group(3)));
    fields.put("procid", unlessNil(header.group(4)));
    fields.put("msgid", unlessNil(header.group(5)));
    fields.put("structuredData", data.isEmpty() ? null : data);
    int from = end < line.length() ? end + 1 : end;
    if (from < line.length() && line.charAt(from) == BYTE_ORDER_MARK) {
      from++;
    }
    String message = line.substring(from).stripLeading();
    fields.put("message", message.isEmpty() && !data.isEmpty() ? data.toString() : message);
    return true;
  }

  private static void read3164(String line, int start, EventFields fields) {
    int at = start;
    Matcher time = TIME.matcher(line).region(at, line.length());
    if (time.lookingAt()) {
      fields.put("timestamp", time.group(1));
      at = time.end();
      at = host(line, at, fields);
    }
    Matcher tag = TAG.matcher(line).region(at, line.length());
    // Without a time before it, a word with a colon is the beginning of a message.
    if (tag.lookingAt() && (at > start || tag.group(2) != null)) {
      fields.put("app", tag.group(1));
      fields.put("procid", tag.group(2) == null ? tag.group(3) : tag.group(2));
      at = tag.end();
    }
    fields.put("message", line.substring(at).stripLeading());
  }

  /** A program on the same machine leaves the host out: then the tag follows. */
  private static int host(String line, int at, EventFields fields) {
    Matcher tag = TAG.matcher(line).region(at, line.length());
    Matcher host = HOST.matcher(line).region(at, line.length());
    if (tag.lookingAt() || !host.lookingAt()) {
      return at;
    }
    fields.put("host", host.group(1));
    return host.end();
  }

  private static String unlessNil(String word) {
    return word.equals("-") ? null : word;
  }
}
