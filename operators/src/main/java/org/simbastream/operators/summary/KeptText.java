package org.simbastream.operators.summary;

import org.simbastream.operators.record.ScoredRecord;

/**
 * How much of a record's text an open window keeps, and so its summary shows. A window is read and
 * put with each chunk; with whole records it would be tens of megabytes.
 */
final class KeptText {

  /** Characters of one text at most, the ellipsis that marks a cut included. */
  static final int MAX_CHARACTERS = 4_096;

  /** Characters that the texts of one window have together at most. */
  static final int MAX_OF_WINDOW = 1 << 20;

  private static final char ELLIPSIS = '…';

  private KeptText() {}

  /** Characters kept of each text where a window keeps that many of them. */
  static int limit(int texts) {
    return texts == 0 ? MAX_CHARACTERS : Math.min(MAX_CHARACTERS, MAX_OF_WINDOW / texts);
  }

  /** A text of at most so many characters, at least 2; never half of a surrogate pair. */
  static String of(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = limit - 1;
    if (Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + ELLIPSIS;
  }

  /** The same record with so much of its text. */
  static ScoredRecord of(ScoredRecord r, int limit) {
    return r.text().length() <= limit
        ? r
        : new ScoredRecord(
            r.key(),
            r.position(),
            r.time(),
            of(r.text(), limit),
            r.score(),
            r.depthMean(),
            r.depthMax(),
            r.tokens(),
            r.truncated(),
            r.late());
  }
}
