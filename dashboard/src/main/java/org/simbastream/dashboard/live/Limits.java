package org.simbastream.dashboard.live;

/**
 * Limits of the live state.
 *
 * @param streams the greatest number of streams; beyond it the one without records for longest is
 *     dropped
 * @param windows the greatest number of windows per stream, the latest ones
 * @param lines the greatest number of lines per stream, the latest ones
 * @param textLength characters kept of one text
 * @param characters characters of all texts together; beyond it the stream with most characters
 *     drops the older half of its texts
 * @param letters the greatest number of dead letters, the latest ones
 */
public record Limits(
    int streams, int windows, int lines, int textLength, long characters, int letters) {

  /** About 150 MB at most. */
  public static final Limits DEFAULT = new Limits(500, 90, 500, 2_000, 48_000_000, 500);

  /** Checks that each limit is at least 1. */
  public Limits {
    if (streams < 1 || windows < 1 || lines < 1 || textLength < 1 || letters < 1) {
      throw new IllegalArgumentException(
          "each limit of the live page must be at least 1: " + streams);
    }
  }

  /** A text cut to the length that is kept, with an ellipsis if it is cut. */
  public String cut(String text) {
    if (text.length() <= textLength) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(textLength - 1)) ? textLength - 1 : textLength;
    return text.substring(0, end) + "…";
  }
}
