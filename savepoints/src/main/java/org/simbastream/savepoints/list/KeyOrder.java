package org.simbastream.savepoints.list;

import java.util.Comparator;

/** Which keys are listed first. */
public enum KeyOrder {
  /** The keys with most tokens read. */
  TOKENS(Comparator.comparingLong(k -> -k.tokens())),
  /** The largest hidden state and recall. */
  BYTES(Comparator.comparingLong(k -> -k.layerBytes() - k.recallBytes())),
  /** The keys with the latest records. */
  TIME(Comparator.comparing(KeySummary::lastTime, Comparator.reverseOrder())),
  /** By name. */
  KEY(Comparator.comparing(KeySummary::key));

  private final Comparator<KeySummary> comparator;

  KeyOrder(Comparator<KeySummary> comparator) {
    this.comparator = comparator.thenComparing(KeySummary::key);
  }

  Comparator<KeySummary> comparator() {
    return comparator;
  }
}
