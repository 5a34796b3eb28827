package org.simbastream.formats.mask;

/** Where a number may begin and end in a text: beside anything but letters and digits. */
final class Edges {

  private Edges() {}

  /** Whether nothing that belongs to a word or number at that position stands before it. */
  static boolean begins(String text, int at) {
    return at == 0
        || !Character.isLetterOrDigit(text.charAt(at - 1))
        || endsEscape(text, at)
        || endsColour(text, at);
  }

  /** Whether nothing that belongs to a word or number before that position stands there. */
  static boolean ends(String text, int at) {
    return at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Whether the characters before a position are a line feed or tab as JSON writes it, or %3D. */
  private static boolean endsEscape(String text, int at) {
    char c = text.charAt(at - 1);
    return at > 1 && text.charAt(at - 2) == '\\' && "nrtfb".indexOf(c) >= 0
        || at > 2
            && text.charAt(at - 3) == '%'
            && Character.digit(text.charAt(at - 2), 16) >= 0
            && Character.digit(c, 16) >= 0;
  }

  /** Whether the characters before a position set a terminal's colour, as [31m. */
  private static boolean endsColour(String text, int at) {
    if (text.charAt(at - 1) != 'm') {
      return false;
    }
    int from = at - 2;
    while (from >= 0
        && at - from < 20
        && (isDigit(text.charAt(from)) || text.charAt(from) == ';')) {
      from--;
    }
    return from >= 0 && text.charAt(from) == '[';
  }
}
