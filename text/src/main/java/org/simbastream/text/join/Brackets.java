package org.simbastream.text.join;

/** Counts the brackets of JSON that are not within strings. */
final class Brackets {

  private Brackets() {}

  /** How many more brackets a line opens than it closes; negative if it closes more. */
  static int opened(String line) {
    int opened = 0;
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quoted) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == '{' || c == '[') {
        opened++;
      } else if (c == '}' || c == ']') {
        opened--;
      }
    }
    return opened;
  }

  /**
   * Whether a line begins what is pretty-printed: it consists of an opening bracket, or, behind a
   * head with a time, ends with one.
   */
  static boolean begins(String line) {
    String stripped = line.strip();
    return stripped.equals("{") || stripped.equals("[") || stripped.equals("[{");
  }

  /** Whether the last character is an opening bracket that stands alone. */
  static boolean endsOpen(String line) {
    int last = line.length() - 1;
    return last > 0
        && (line.charAt(last) == '{' || line.charAt(last) == '[')
        && " :=\t".indexOf(line.charAt(last - 1)) >= 0;
  }

  /** Whether a line is an object or an array as a whole, so that no line continues it. */
  static boolean isWhole(String line) {
    if (line.isEmpty()) {
      return false;
    }
    char first = line.charAt(0);
    char last = line.charAt(line.length() - 1);
    return first == '{' && last == '}';
  }
}
