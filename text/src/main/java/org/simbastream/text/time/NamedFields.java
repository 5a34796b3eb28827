package org.simbastream.text.time;

import java.util.List;

/**
 * Finds the time of a line that is made of named fields: logfmt, CEF, LEEF, and the attributes of a
 * line of XML.
 */
final class NamedFields {

  private static final int MOST_CHARACTERS = 8192;
  private static final int LONGEST_VALUE = 64;

  private final Cursor cursor;
  private final TimeFields fields = new TimeFields();

  private NamedFields(String line) {
    this.cursor = new Cursor(line, 0, Math.min(line.length(), MOST_CHARACTERS));
  }

  /** The time of such a line; null if it has none or is no such line. */
  static Written find(String line) {
    return isMadeOfFields(line) ? new NamedFields(line).find() : null;
  }

  /** Whether the line begins with a field, or with a level and a field, or as CEF, LEEF or XML. */
  private static boolean isMadeOfFields(String line) {
    Cursor start = new Cursor(line, 0, Math.min(line.length(), LONGEST_VALUE));
    start.takeBlanks();
    if (start.peek() == '<') {
      return Character.isLetter(start.peek(1)) || start.peek(1) == '!';
    }
    String head = start.ahead(5);
    if (head.startsWith("CEF:") || head.equals("LEEF:")) {
      return true;
    }
    int level = start.letters();
    if (LineHead.isKnown(start.ahead(level)) && Cursor.isBlank(start.peek(level))) {
      start.skip(level);
      start.takeBlanks();
    }
    int name = nameLength(start);
    return name > 0 && start.peek(name) == '=';
  }

  private Written find() {
    boolean begins = true;
    while (!cursor.isAtEnd()) {
      int name = begins ? nameLength(cursor) : 0;
      if (name > 0 && cursor.peek(name) == '=') {
        String key = cursor.ahead(name);
        cursor.skip(name + 1);
        Written found = TimeFields.isKnown(key) ? value(key) : null;
        if (found != null) {
          return found;
        }
        skipValue();
        begins = false;
      } else {
        begins = isBetweenFields(cursor.peek());
        cursor.skip(Math.max(1, name));
      }
    }
    return fields.found();
  }

  private Written value(String key) {
    int start = cursor.at();
    char quote = cursor.peek();
    boolean quoted = quote == '"' || quote == '\'' || quote == '[';
    cursor.skip(quoted ? 1 : 0);
    int from = cursor.at();
    WrittenTime time = TimeParser.parse(cursor, true);
    Written found = null;
    if (time != null) {
      String text = textFrom(from);
      found = fields.take(key, new Written(time, text));
    } else {
      List<WrittenDate> dates = new DateParser(cursor).parse();
      if (!dates.isEmpty() && dates.get(0).hasYear() && cursor.isBoundary()) {
        fields.take(dates, textFrom(from));
      }
    }
    cursor.moveTo(start);
    return found;
  }

  private String textFrom(int from) {
    int to = cursor.at();
    cursor.moveTo(from);
    return cursor.ahead(to - from);
  }

  private void skipValue() {
    char quote = cursor.peek();
    if (quote == '"' || quote == '\'') {
      cursor.skip(1);
      while (!cursor.isAtEnd() && cursor.peek() != quote) {
        cursor.skip(cursor.peek() == '\\' ? 2 : 1);
      }
      cursor.skip(1);
    }
  }

  private static boolean isBetweenFields(char c) {
    return Cursor.isBlank(c) || c == '|' || c == ',' || c == ';' || c == '^' || c == '<';
  }

  private static int nameLength(Cursor cursor) {
    int length = 0;
    for (char c = cursor.peek();
        Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '@' || c == '-';
        c = cursor.peek(length)) {
      length++;
    }
    return length;
  }
}
