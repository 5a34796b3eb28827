package org.simbastream.text.bpe;

/**
 * Divides texts into pieces before pairs are joined: what the regular expression of a tokenizer's
 * pre-tokenizer matches, one match after the other. No character is left between two matches.
 */
enum Division {
  /** {@link DivisionPatterns#OWN}, for all texts. */
  OWN(false) {
    @Override
    int end(char[] text, int from) {
      int first = from;
      byte kind = CharKind.of(text[from]);
      if (text[from] == ' ' && from + 1 < text.length) { // joins what follows, but no white space
        byte next = CharKind.of(text[from + 1]);
        if (next < CharKind.SPACE) {
          first++;
          kind = next;
        }
      }
      return switch (kind) {
        case CharKind.LINE_FEED -> first + 1;
        case CharKind.DIGIT -> run(text, first, kind, Math.min(text.length, first + 3));
        default -> run(text, first, kind, text.length);
      };
    }
  },

  /** The pattern of GPT-2 and GPT-NeoX, for texts of ASCII. */
  GPT2(true) {
    @Override
    int end(char[] text, int from) {
      if (text[from] == '\'') {
        int suffix = suffix(text, from + 1);
        if (suffix > 0) {
          return from + 1 + suffix;
        }
      }
      int first = text[from] == ' ' && from + 1 < text.length ? from + 1 : from;
      byte kind = CharKind.of(text[first]);
      if (kind < CharKind.SPACE) {
        return run(text, first, kind, text.length);
      }
      int end = from;
      while (end < text.length && CharKind.of(text[end]) >= CharKind.SPACE) {
        end++;
      }
      // the last of several blanks is left to the word that follows
      return end == text.length || end == from + 1 ? end : end - 1;
    }

    /** The length of an English suffix behind an apostrophe, or 0. */
    private static int suffix(char[] text, int at) {
      char first = at < text.length ? text[at] : ' ';
      char second = at + 1 < text.length ? text[at + 1] : ' ';
      return switch (first) {
        case 's', 't', 'm', 'd' -> 1;
        case 'r', 'v' -> second == 'e' ? 2 : 0;
        case 'l' -> second == 'l' ? 2 : 0;
        default -> 0;
      };
    }
  };

  private final boolean asciiOnly;

  Division(boolean asciiOnly) {
    this.asciiOnly = asciiOnly;
  }

  /** Whether it is known for texts of ASCII only. */
  boolean isAsciiOnly() {
    return asciiOnly;
  }

  /**
   * The end of the piece that begins at a place.
   *
   * @param from a character of the text, at which a piece begins
   */
  abstract int end(char[] text, int from);

  /** The end of the characters of one kind, at most {@code limit}. */
  private static int run(char[] text, int from, byte kind, int limit) {
    int at = from + 1;
    while (at < limit && CharKind.of(text[at]) == kind) {
      at++;
    }
    return at;
  }
}
