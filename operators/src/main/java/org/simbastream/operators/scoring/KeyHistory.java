package org.simbastream.operators.scoring;

/**
 * What a key has shown so far.
 *
 * @param records records read
 * @param patterns distinct patterns remembered
 * @param lastTime the latest event time, in milliseconds since the epoch
 */
public record KeyHistory(long records, int patterns, long lastTime) {

  /** A key that was never heard of. */
  public static final KeyHistory NONE = new KeyHistory(0, 0, Long.MIN_VALUE);
}
