package org.simbastream.savepoints.compare;

import java.util.List;

/**
 * The differences of a key between two savepoints.
 *
 * @param key the key
 * @param where in which of them it is
 * @param tokensInA tokens read in the first; 0 where it isn't
 * @param tokensInB tokens read in the second
 * @param layers layers whose hidden state differs, from the lowest
 * @param parts what else differs, by name
 */
public record KeyDifference(
    String key,
    Where where,
    long tokensInA,
    long tokensInB,
    List<LayerDifference> layers,
    List<String> parts) {

  /** Which savepoints have a key. */
  public enum Where {
    /** The first alone. */
    ONLY_IN_A,
    /** The second alone. */
    ONLY_IN_B,
    /** Both. */
    IN_BOTH
  }

  /**
   * By how much a layer's hidden state differs.
   *
   * @param layer the layer
   * @param conv greatest difference in the convolution window; infinite where one has none, or not
   *     the same shape
   * @param ssm greatest difference in the SSM state, likewise
   */
  public record LayerDifference(int layer, double conv, double ssm) {

    /** The greater of both. */
    public double greatest() {
      return Math.max(conv, ssm);
    }
  }

  /** Whether there is none. */
  boolean isNone() {
    return where == Where.IN_BOTH && layers.isEmpty() && parts.isEmpty();
  }
}
