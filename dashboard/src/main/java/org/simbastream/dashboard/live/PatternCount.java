package org.simbastream.dashboard.live;

/**
 * How often one pattern came in one window of a stream.
 *
 * @param windowStart the window's first millisecond, since the epoch
 * @param id the pattern's id; {@code other} for all records that no pattern counts
 * @param text its words; empty for {@code other}
 * @param count how many of the window's records have it; 0 if it is gone
 * @param change how the count differs from what is usual; {@code none} if it does not
 * @param usual how many a window of the stream usually has; null if that is not known
 * @param example the text of a record that has it; empty for {@code other}
 */
public record PatternCount(
    long windowStart,
    String id,
    String text,
    long count,
    String change,
    Double usual,
    String example) {

  /** The change of a pattern that comes as usual. */
  static final String NONE = "none";

  /** The change of a pattern that the stream had shown nothing like before. */
  static final String NEW = "new";

  /** The id of what no pattern counts. */
  static final String OTHER = "other";
}
