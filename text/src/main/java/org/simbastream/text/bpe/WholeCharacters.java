package org.simbastream.text.bpe;

/**
 * What the tokenizers library reads of a text with half a surrogate pair. Java hands texts over in
 * its own variant of UTF-8, in which a surrogate has three bytes and NUL two. If one surrogate is
 * alone, that is read as plain UTF-8: each of these bytes, also of complete pairs, becomes a
 * replacement character.
 */
final class WholeCharacters {

  private static final String OF_SURROGATE = "\uFFFD\uFFFD\uFFFD";
  private static final String OF_NUL = "\uFFFD\uFFFD";

  private WholeCharacters() {}

  /** The text itself if all its characters are whole, else what is read instead. */
  static char[] of(char[] text) {
    return isWhole(text) ? text : replaced(text);
  }

  private static boolean isWhole(char[] text) {
    for (int at = 0; at < text.length; at++) {
      if (Character.isSurrogate(text[at])) {
        boolean pair =
            Character.isHighSurrogate(text[at])
                && at + 1 < text.length
                && Character.isLowSurrogate(text[at + 1]);
        if (!pair) {
          return false;
        }
        at++;
      }
    }
    return true;
  }

  private static char[] replaced(char[] text) {
    StringBuilder read = new StringBuilder();
    for (char c : text) {
      if (Character.isSurrogate(c)) {
        read.append(OF_SURROGATE);
      } else if (c == 0) {
        read.append(OF_NUL);
      } else {
        read.append(c);
      }
    }
    return read.toString().toCharArray();
  }
}
