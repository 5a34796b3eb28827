package org.simbastream.scoring.summary;

import java.util.List;
import org.simbastream.records.Deviation;
import org.simbastream.records.ScoredRecord;

/**
 * Limits the text of a record that an open window keeps, and that its summary shows. A window is
 * read and written with each chunk; with whole records it would take tens of megabytes.
 */
final class TextLimit {

  /** The greatest length of one text in characters, including the ellipsis that marks a cut. */
  static final int MAX_CHARACTERS = 4_096;

  /** The greatest length of all texts of one window together, in characters. */
  static final int MAX_OF_WINDOW = 1 << 20;

  private static final char ELLIPSIS = '…';

  private TextLimit() {}

  /** Characters kept of each text where a window keeps that many of them. */
  static int limit(int texts) {
    return texts == 0 ? MAX_CHARACTERS : Math.min(MAX_CHARACTERS, MAX_OF_WINDOW / texts);
  }

  /**
   * The text cut to at most {@code limit} characters (at least 2), without splitting a surrogate
   * pair.
   */
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

  /** The reasons that stand in the part of the text that is left. */
  private static List<Deviation> within(List<Deviation> why, int limit) {
    return why.stream().filter(d -> d.to() < limit).toList();
  }

  /** The same record with its text, and what it carries beside it, cut to that length. */
  static ScoredRecord of(ScoredRecord r, int limit) {
    return r.text().length() <= limit && r.attributes().within(limit) == r.attributes()
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
            r.late(),
            r.text().length() <= limit ? r.why() : within(r.why(), limit),
            r.attributes().within(limit));
  }
}
