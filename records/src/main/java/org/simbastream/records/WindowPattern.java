package org.simbastream.records;

import org.simbastream.annotation.PublicApi;

/**
 * How often one pattern came in one window of a stream. The counts of a window's patterns add up to
 * its records: those that have no pattern, or one beyond the greatest number of patterns, are
 * counted together, under no pattern.
 *
 * @param key the stream
 * @param windowStart the window's first millisecond since the epoch
 * @param windowEnd the first millisecond after the window
 * @param records how many records the window has
 * @param pattern the pattern; null for all records that are not counted by one
 * @param count how many of the window's records have it; 0 if it is gone
 * @param firstTime the event time of the first of them, in milliseconds since the epoch; {@link
 *     #UNKNOWN} if there is none, or no pattern
 * @param lastTime that of the last of them; of a pattern that is gone, of its last record before
 * @param usual how many records a window of the stream usually has of it; NaN before there was one
 * @param change how the count differs from what is usual
 * @param example the text of the first of them, or of one before, cut; empty without a pattern
 */
@PublicApi
public record WindowPattern(
    String key,
    long windowStart,
    long windowEnd,
    long records,
    StreamPattern pattern,
    long count,
    long firstTime,
    long lastTime,
    double usual,
    Change change,
    String example) {

  /** In place of a time that there is not. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  /** How a pattern's count differs from what is usual for it on its stream. */
  public enum Change {
    /** Not much, or it is not known yet what is usual. */
    NONE("none"),
    /** The stream had shown nothing like it before. */
    NEW("new"),
    /** Many more records than usual. */
    UP("up"),
    /** Many fewer records than usual. */
    DOWN("down"),
    /** It came regularly, and comes no more. */
    GONE("gone"),
    /** It was gone, and came again. */
    BACK("back");

    private final String word;

    Change(String word) {
      this.word = word;
    }

    /** The change as results name it. */
    public String word() {
      return word;
    }
  }
}
