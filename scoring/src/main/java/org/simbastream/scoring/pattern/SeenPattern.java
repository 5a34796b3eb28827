package org.simbastream.scoring.pattern;

import org.simbastream.annotation.Internal;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.StreamPattern;
import org.simbastream.scoring.summary.TextLimit;

/**
 * A pattern in one open window.
 *
 * @param pattern the pattern; new if it was so at any of its records
 * @param count how many of the window's records have it
 * @param first the least of their event times, in milliseconds since the epoch
 * @param last the greatest of them
 * @param example the text of the first of them, {@link #MAX_EXAMPLE} characters at most
 */
@Internal
public record SeenPattern(
    StreamPattern pattern, long count, long first, long last, String example) {

  /** The greatest length of an example, in characters. */
  static final int MAX_EXAMPLE = 512;

  /** A pattern after its first record in the window. */
  static SeenPattern of(ScoredRecord record) {
    String example = TextLimit.of(record.text(), MAX_EXAMPLE);
    return new SeenPattern(record.pattern(), 1, record.time(), record.time(), example);
  }

  /** The two together; the example is this one's. */
  SeenPattern plus(SeenPattern other) {
    StreamPattern both =
        new StreamPattern(pattern.id(), pattern.text(), pattern.isNew() || other.pattern().isNew());
    return new SeenPattern(
        both,
        count + other.count,
        Math.min(first, other.first),
        Math.max(last, other.last),
        example);
  }
}
