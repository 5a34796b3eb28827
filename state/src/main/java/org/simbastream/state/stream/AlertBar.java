package org.simbastream.state.stream;

import org.simbastream.annotation.Internal;

/**
 * How high a deviation has to be on a key to be worth an alert. On a quiet stream it is {@link
 * #USUAL}. Where records exceed it again and again, it rises until few do: what happens all the
 * time is no news, however odd each record is by itself. Records that exceed it and are close to
 * each other count once, so that a burst or an incident does not silence what comes after it; and
 * what is close to the record that raised the bar is held against the bar before that, so that an
 * incident does not silence itself. The rule is that of adaptive conformal inference (Gibbs and
 * Candès, 2021), which holds the long-run share of what exceeds a bar for any sequence.
 *
 * @param height the deviation from which a record is worth an alert
 * @param lastAlert the number, among the key's records from 1, of the last record that exceeded it
 * @param lastRise the number of the last record that raised it
 * @param raised by how much that record raised it
 */
@Internal
public record AlertBar(double height, long lastAlert, long lastRise, double raised) {

  /** The height of a quiet stream's bar, and the score of a record that just reaches its bar. */
  public static final double USUAL = 4;

  /** The greatest height. */
  private static final double HIGHEST = 8;

  /** The number of records without an alert after which one counts again. */
  private static final int APART = 64;

  /** The number of records after which one counts again at the latest. */
  private static final int LONGEST_EPISODE = 512;

  /** The number of records for which the bar from before a rise still holds. */
  private static final int INCIDENT = 32;

  /** By how much an alert that counts raises the bar. */
  private static final double RISE = 0.8;

  /** By how much the bar sinks with each record: two alerts in 1,000 hold it where it is. */
  private static final double SINK = 0.002 * RISE;

  /** The bar of a key without alerts so far. */
  public static final AlertBar QUIET = new AlertBar(USUAL, -LONGEST_EPISODE, -LONGEST_EPISODE, 0);

  /**
   * The score of a deviation: {@link #USUAL} if it just reaches the bar.
   *
   * @param number the record's number among the key's records, from 1
   */
  public double score(double deviation, long number) {
    double bar = number - lastRise <= INCIDENT ? Math.max(USUAL, height - raised) : height;
    return deviation * (USUAL / bar);
  }

  /**
   * The bar after one more record.
   *
   * @param number the record's number among the key's records, from 1
   */
  public AlertBar plus(double deviation, long number) {
    boolean alert = deviation > height;
    boolean rises = alert && (number - lastAlert > APART || number - lastRise >= LONGEST_EPISODE);
    double moved = height + (rises ? RISE : 0) - SINK;
    double heightNow = Math.min(HIGHEST, Math.max(USUAL, moved));
    return new AlertBar(
        heightNow,
        alert ? number : lastAlert,
        rises ? number : lastRise,
        rises ? heightNow - height : raised);
  }
}
