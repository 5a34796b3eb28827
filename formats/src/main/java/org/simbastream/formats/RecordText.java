package org.simbastream.formats;

/** Defines the text of a record, for records from Kafka and for lines of a file alike. */
public final class RecordText {

  private static final char REPLACEMENT = '\uFFFD';

  private RecordText() {}

  /**
   * Converts a string to a record's text: removes carriage returns and line feeds at its end, and
   * makes it {@linkplain #wellFormed well formed}.
   */
  public static String of(String raw) {
    int end = raw.length();
    while (end > 0 && isLineTerminator(raw.charAt(end - 1))) {
      end--;
    }
    return wellFormed(raw.substring(0, end));
  }

  /**
   * Replaces each surrogate that isn't part of a pair by U+FFFD. JSON's escapes can produce such
   * halves of characters; UTF-8, and therefore Kafka and the tokenizer, can't carry them.
   */
  public static String wellFormed(String text) {
    int at = firstUnpaired(text, 0);
    if (at < 0) {
      return text;
    }
    StringBuilder repaired = new StringBuilder(text);
    for (; at >= 0; at = firstUnpaired(text, at + 1)) {
      repaired.setCharAt(at, REPLACEMENT);
    }
    return repaired.toString();
  }

  private static int firstUnpaired(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isLineTerminator(char c) {
    return c == '\n' || c == '\r';
  }
}
