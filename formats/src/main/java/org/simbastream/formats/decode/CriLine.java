package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.simbastream.formats.RejectedException;

/**
 * Reads the lines that containerd and CRI-O write for Kubernetes: a time, {@code stdout} or {@code
 * stderr}, the tags {@code F} or {@code P}, and what the container wrote. A tag {@code P} tells
 * that the line goes on in the next record; {@code partial} is then true.
 */
final class CriLine {

  private static final Pattern LINE =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d))"
              + " (stdout|stderr) ([FP](?::\\S{0,64})?)(?: (.*))?",
          Pattern.DOTALL);

  private CriLine() {}

  /** Reads a line. */
  static ObjectNode read(String line) throws RejectedException {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw Malformed.value(
          "a line of the Container Runtime Interface", "it is '" + Malformed.shortened(line) + "'");
    }
    EventFields fields = EventFields.ofNew();
    fields.put("time", parts.group(1));
    fields.put("stream", parts.group(2));
    if (parts.group(3).startsWith("P")) {
      fields.object().put("partial", true);
    }
    String text = parts.group(4) == null ? "" : parts.group(4);
    fields.object().put("message", text).put(EventFields.TEXT, text);
    fields.put(EventFields.TIME, parts.group(1));
    return fields.object();
  }

  static boolean isSure(String line) {
    return LINE.matcher(line).matches();
  }
}
