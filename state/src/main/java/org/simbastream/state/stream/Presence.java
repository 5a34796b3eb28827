package org.simbastream.state.stream;

import org.simbastream.annotation.Internal;

/**
 * How regularly a key has records, counted in windows, to judge a silence. Windows without records
 * are taken to come independently of each other, with the share that they had so far: the rule of
 * succession gives {@code (silent + 1) / (seen + silent + 2)}. A silence of some windows then costs
 * the negative logarithm of that share, in nats, for each of them.
 *
 * @param seen windows with records
 * @param silent windows without records between them
 * @param until the end of the latest window with records, in milliseconds since the epoch
 */
@Internal
public record Presence(int seen, int silent, long until) {

  /** A key without windows so far. */
  public static final Presence NONE = new Presence(0, 0, Long.MIN_VALUE);

  /** The cost of a silence that is told, in nats: twice {@link AlertBar#USUAL}. */
  private static final double TOLD = 2 * AlertBar.USUAL;

  /** The number of windows with records from which a silence can be judged. */
  private static final int KNOWN = 10;

  /** The number of windows that are remembered; with more, older ones count for less. */
  private static final int MEMORY = 512;

  /**
   * The same with one more window with records.
   *
   * @param start its start
   * @param end its end
   */
  public Presence plus(long start, long end) {
    if (end <= until) {
      return this; // it ended before, under windows of another size
    }
    long between = until == NONE.until ? 0 : Math.max(0, (start - until) / (end - start));
    int seenNow = seen + 1;
    int silentNow = silent + (int) Math.min(MEMORY, between);
    boolean full = seenNow + silentNow > MEMORY;
    return new Presence(full ? seenNow / 2 : seenNow, full ? silentNow / 2 : silentNow, end);
  }

  /** The number of windows without records after which a silence is told; 0 if it is not known. */
  public long windowsUntilTold() {
    return seen < KNOWN ? 0 : (long) Math.ceil(TOLD / nats());
  }

  /** The score of a silence of some windows, on the scale of records' scores. */
  public double score(long windows) {
    return windows * nats() / 2;
  }

  private double nats() {
    return StrictMath.log((seen + silent + 2.0) / (silent + 1));
  }
}
