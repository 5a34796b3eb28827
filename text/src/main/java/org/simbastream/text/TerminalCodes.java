package org.simbastream.text;

import org.simbastream.annotation.Internal;

/**
 * What a terminal makes of a text: escape sequences, as colours, are not shown, and what stands
 * before a carriage return is overwritten by what stands after it. Escape sequences are also found
 * where they are spelled out, as JSON and shells do.
 */
@Internal
public final class TerminalCodes {

  private static final char ESCAPE = '\u001b';
  private static final String[] SPELLED = {"\\u001b", "\\u001B", "\\x1b", "\\x1B", "\\033"};

  private TerminalCodes() {}

  /** The position from which a line is still seen: after its last carriage return. */
  public static int seenFrom(String text) {
    int end = text.length();
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    return text.indexOf('\n') < 0 ? text.lastIndexOf('\r', end - 1) + 1 : 0;
  }

  /** The text as it is seen, to be read by a model. */
  public static String seen(String text) {
    int from = seenFrom(text);
    if (from == 0 && text.indexOf(ESCAPE) < 0 && text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder seen = new StringBuilder(text.length());
    for (int i = from; i < text.length(); ) {
      int length = length(text, i);
      if (length == 0) {
        seen.append(text.charAt(i));
      }
      i += Math.max(1, length);
    }
    return seen.toString();
  }

  /** The number of characters of the escape sequence that begins at a position; 0 if none does. */
  public static int length(String text, int at) {
    int start = at + escape(text, at);
    if (start == at || start >= text.length()) {
      return 0;
    }
    if (text.charAt(start) != '[') {
      return start - at; // of another kind: the escape alone
    }
    int end = start + 1;
    while (end < text.length() && text.charAt(end) >= ' ' && text.charAt(end) < '@') {
      end++; // parameters
    }
    return Math.min(end + 1, text.length()) - at;
  }

  /** The number of characters that stand for the escape character at a position; 0 if none do. */
  private static int escape(String text, int at) {
    char c = text.charAt(at);
    if (c == ESCAPE) {
      return 1;
    }
    if (c == '\\') {
      for (String spelled : SPELLED) {
        if (text.startsWith(spelled, at)) {
          return spelled.length();
        }
      }
    }
    return 0;
  }
}
