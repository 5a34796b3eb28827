package org.simbastream.state.stream;

import org.simbastream.annotation.Internal;

/**
 * How regularly a key has records, counted in windows, to judge a silence. That a window without
 * records follows one with some, and that a further one follows it, has each the share that it had
 * so far, by the rule of succession. The cost of a silence is the negative logarithm of the product
 * of these shares, in nats. So a stream that pauses every night is not told every night, and one
 * that never paused is told after a few windows.
 *
 * @param seen windows with records
 * @param silent windows without records between them
 * @param pauses runs of windows without records between them
 * @param until the end of the latest window with records, in milliseconds since the epoch
 * @param size the length of the windows, in milliseconds; 0 before the first
 */
@Internal
public record Presence(int seen, int silent, int pauses, long until, long size) {

  /** A key without windows so far. */
  public static final Presence NONE = new Presence(0, 0, 0, Long.MIN_VALUE, 0);

  /** The cost of a silence that is told, in nats: twice {@link AlertBar#USUAL}. */
  private static final double TOLD = 2 * AlertBar.USUAL;

  /** The number of windows with records from which a silence can be judged. */
  private static final int KNOWN = 10;

  /** With more windows of a kind than these, all numbers are halved. */
  private static final int MOST_SEEN = 1 << 14;

  private static final int MOST_SILENT = 1 << 16;

  /** A pause of one window that ends counts nearly for certain; so does one that goes on. */
  private static final double LONGER_PAUSE = 0.1;

  /**
   * The same with one more window with records. Windows of another length begin anew.
   *
   * @param start its start
   * @param end its end
   */
  public Presence plus(long start, long end) {
    long length = end - start;
    if (length != size) {
      return new Presence(1, 0, 0, end, length);
    }
    if (end <= until) {
      return this;
    }
    long between = until == NONE.until ? 0 : Math.max(0, (start - until) / length);
    int seenNow = seen + 1;
    int silentNow = silent + (int) Math.min(MOST_SILENT, between);
    int pausesNow = pauses + (between > 0 ? 1 : 0);
    return seenNow > MOST_SEEN || silentNow > MOST_SILENT
        ? new Presence(seenNow / 2, silentNow / 2, (pausesNow + 1) / 2, end, length)
        : new Presence(seenNow, silentNow, pausesNow, end, length);
  }

  /** The same counts, of a key whose windows before are not known here. */
  public Presence withoutWindows() {
    return new Presence(seen, silent, pauses, NONE.until, size);
  }

  /** The number of windows without records after which a silence is told; 0 if it is not known. */
  public long windowsUntilTold() {
    return seen < KNOWN || until == NONE.until
        ? 0
        : 1 + (long) Math.max(0, Math.ceil((TOLD - first()) / further()));
  }

  /** The score of a silence of some windows, on the scale of records' scores. */
  public double score(long windows) {
    return (first() + (windows - 1) * further()) / 2;
  }

  /** The cost of a window without records after one with some. */
  private double first() {
    return StrictMath.log((seen + 2.0) / (pauses + 1));
  }

  /** The cost of a window without records after another. */
  private double further() {
    return StrictMath.log((silent + 1.0) / (silent - pauses + LONGER_PAUSE));
  }
}
