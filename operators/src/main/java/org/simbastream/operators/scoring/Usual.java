package org.simbastream.operators.scoring;

/**
 * How rare a key's events have been of late: a running mean that looks back {@link #MEMORY} events.
 *
 * @param weight the weights taken in, that of {@link #NONE} included
 * @param mean the weighted mean of the rarities, in nats
 */
public record Usual(double weight, double mean) {

  /** No event yet: as if a few that were not rare had been, so that the first ones weigh little. */
  static final Usual NONE = new Usual(8, 0);

  /** Events that the mean looks back, about. */
  private static final int MEMORY = 32;

  /** The mean with one more value of that weight, above 0. */
  Usual plus(double value, double valueWeight) {
    double all = weight + valueWeight;
    double share = valueWeight / Math.min(all, MEMORY);
    return new Usual(all, mean + share * (value - mean));
  }
}
