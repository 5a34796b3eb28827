package org.simbastream.scoring;

import java.util.List;
import org.simbastream.annotation.Internal;

/** 64-bit digests of words (FNV-1a), the same on every machine. */
@Internal
public final class Digest {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  // No word holds a line feed, so that the digests of one kind are never those of another.
  private static final String PATTERN = "\n";
  private static final String PLACE = "\n\n";
  private static final String WORD = "\n\n\n";

  private Digest() {}

  /** The digest of a pattern's words in order. */
  public static long of(List<String> words) {
    long digest = plus(FNV_OFFSET, PATTERN);
    for (String word : words) {
      digest = plus(digest, word);
    }
    return digest;
  }

  /** The digest of the place after two words, empty ones at the beginning of a line. */
  static long ofPlace(String secondLast, String last) {
    return plus(plus(plus(FNV_OFFSET, PLACE), secondLast), last);
  }

  /** The digest of the place after a place, whatever word stands there. */
  static long ofNext(long place) {
    return plus(place, PLACE);
  }

  /** The digest of a word in a place. */
  static long ofWord(long place, String word) {
    return plus(plus(place, WORD), word);
  }

  private static long plus(long digest, String word) {
    long hash = digest;
    for (int i = 0; i < word.length(); i++) {
      hash = (hash ^ word.charAt(i)) * FNV_PRIME;
    }
    return (hash ^ ' ') * FNV_PRIME;
  }
}
