package org.simbastream.tools.state.list;

import java.util.Comparator;

/** Which keys are listed first. */
public enum KeyOrder {
  /** Those that read most. */
  TOKENS(Comparator.comparingLong(k -> -k.tokens())),
  /** The largest hidden state and recall. */
  BYTES(Comparator.comparingLong(k -> -k.layerBytes() - k.recallBytes())),
  /** Those heard last. */
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
