package org.simbastream.text.bpe;

/**
 * The kinds of characters by which texts are divided. Letters and digits are those of ASCII; white
 * space is Unicode's; all others are one kind.
 */
final class CharKind {

  static final byte LETTER = 0;
  static final byte DIGIT = 1;
  static final byte OTHER = 2;
  static final byte SPACE = 3;
  static final byte LINE_FEED = 4;

  private static final byte[] OF_ASCII = new byte[128];

  static {
    for (int c = 0; c < OF_ASCII.length; c++) {
      OF_ASCII[c] =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
              ? LETTER
              : c >= '0' && c <= '9' ? DIGIT : c == ' ' || (c >= '\t' && c <= '\r') ? SPACE : OTHER;
    }
    OF_ASCII['\n'] = LINE_FEED;
  }

  private CharKind() {}

  static byte of(char c) {
    return c < 128 ? OF_ASCII[c] : isSpace(c) ? SPACE : OTHER;
  }

  /** Unicode's property White_Space, beyond ASCII. */
  private static boolean isSpace(char c) {
    return switch (c) {
      case '\u0085', '\u00a0', '\u1680', '\u2028', '\u2029', '\u202f', '\u205f', '\u3000' -> true;
      default -> c >= '\u2000' && c <= '\u200a';
    };
  }
}
