package org.simbastream.dashboard.board;

/**
 * How much a board remembers.
 *
 * @param streams streams at most; then the one that was not heard for longest is forgotten
 * @param windows windows a stream at most, the latest ones
 * @param lines lines a stream at most, the latest ones
 * @param textLength characters kept of one text
 * @param characters characters of all texts together; then the stream that holds most gives up the
 *     older half of what it holds
 * @param letters dead letters at most, the latest ones
 */
public record Bounds(
    int streams, int windows, int lines, int textLength, long characters, int letters) {

  /** Some 150 MB at worst. */
  public static final Bounds DEFAULT = new Bounds(500, 90, 500, 2_000, 48_000_000, 500);

  /** Checks that there is room for at least one of each. */
  public Bounds {
    if (streams < 1 || windows < 1 || lines < 1 || textLength < 1 || letters < 1) {
      throw new IllegalArgumentException("a board must hold at least one of each: " + streams);
    }
  }

  /** A text as far as it is kept, with an ellipsis where it is cut. */
  public String cut(String text) {
    if (text.length() <= textLength) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(textLength - 1)) ? textLength - 1 : textLength;
    return text.substring(0, end) + "…";
  }
}
