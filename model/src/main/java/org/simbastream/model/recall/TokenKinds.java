package org.simbastream.model.recall;

import org.simbastream.annotation.Internal;

/**
 * What the gate knows of a vocabulary's tokens: which begin a word, which have a digit, and which
 * is the line feed. Part of a checkpoint ({@code simba.reader.kinds}).
 */
@Internal
public final class TokenKinds {

  private static final int STARTS_WORD = 1;
  private static final int HAS_DIGIT = 2;
  private static final int LINE_FEED = 4;

  private final byte[] flags; // (vocabSize)

  /**
   * Kinds as a checkpoint stores them.
   *
   * @param stored (vocabSize): sums of 1 (begins a word), 2 (has a digit) and 4 (is the line feed)
   * @throws IllegalArgumentException if one is something else
   */
  public TokenKinds(float[] stored) {
    flags = new byte[stored.length];
    for (int token = 0; token < stored.length; token++) {
      flags[token] = (byte) stored[token];
      if (flags[token] != stored[token] || flags[token] < 0 || flags[token] > 7) {
        throw new IllegalArgumentException(
            "the kind of token %d is %s, expected a whole number from 0 to 7"
                .formatted(token, stored[token]));
      }
    }
  }

  int size() {
    return flags.length;
  }

  boolean startsWord(int token) {
    return (flags[token] & STARTS_WORD) != 0;
  }

  boolean hasDigit(int token) {
    return (flags[token] & HAS_DIGIT) != 0;
  }

  boolean isLineFeed(int token) {
    return (flags[token] & LINE_FEED) != 0;
  }
}
