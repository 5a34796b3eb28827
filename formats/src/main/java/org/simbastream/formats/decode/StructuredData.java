package org.simbastream.formats.decode;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads the structured data of RFC 5424, section 6.3: elements in brackets, or a dash for none. */
final class StructuredData {

  private final String line;
  private int at;

  private StructuredData(String line, int at) {
    this.line = line;
    this.at = at;
  }

  /**
   * Reads structured data.
   *
   * @param from where it begins
   * @param elements receives an object of parameters for each element
   * @return where it ends; -1 if there is none that is well-formed
   */
  static int read(String line, int from, ObjectNode elements) {
    if (from >= line.length()) {
      return -1;
    }
    StructuredData data = new StructuredData(line, from);
    boolean read = data.skip('-') || data.elements(elements);
    boolean ended = data.at == line.length() || data.next() == ' ';
    return read && ended ? data.at : -1;
  }

  private boolean elements(ObjectNode elements) {
    boolean any = false;
    while (skip('[')) {
      String id = name(" ]");
      ObjectNode parameters = elements.objectNode();
      if (id.isEmpty() || !parameters(parameters)) {
        return false;
      }
      elements.set(id, parameters);
      any = true;
    }
    return any;
  }

  private boolean parameters(ObjectNode parameters) {
    while (skip(' ')) {
      String name = name("= ]\"");
      if (name.isEmpty() || !skip('=') || !skip('"')) {
        return false;
      }
      StringBuilder value = new StringBuilder();
      while (next() != '"') {
        if (next() == '\\' && at + 1 < line.length() && "\"\\]".indexOf(line.charAt(at + 1)) >= 0) {
          at++;
        }
        if (at >= line.length()) {
          return false;
        }
        value.append(line.charAt(at++));
      }
      at++;
      parameters.put(name, value.toString());
    }
    return skip(']');
  }

  private String name(String ends) {
    int from = at;
    while (at < line.length() && ends.indexOf(line.charAt(at)) < 0) {
      at++;
    }
    return line.substring(from, at);
  }

  private boolean skip(char expected) {
    boolean found = at < line.length() && line.charAt(at) == expected;
    at += found ? 1 : 0;
    return found;
  }

  /** The next character; 0 at the end. */
  private char next() {
    return at < line.length() ? line.charAt(at) : 0;
  }
}
