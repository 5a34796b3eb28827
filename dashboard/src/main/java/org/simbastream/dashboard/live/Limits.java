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
 * @param alerts the greatest number of open alerts, and of closed ones, the latest ones
 * @param patterns the greatest number of patterns per stream, those that came last
 */
public record Limits(
    int streams,
    int windows,
    int lines,
    int textLength,
    long characters,
    int letters,
    int alerts,
    int patterns) {

  /** About 150 MB at most. */
  public static final Limits DEFAULT = new Limits(500, 90, 500, 2_000, 48_000_000, 500, 500, 100);

  /** Checks that each limit is at least 1. */
  public Limits {
    if (Math.min(
            Math.min(Math.min(streams, windows), Math.min(lines, textLength)),
            Math.min(letters, Math.min(alerts, patterns)))
        < 1) {
      throw new IllegalArgumentException("each limit of the live page must be at least 1");
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
