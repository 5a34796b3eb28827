package org.simbastream.kernels;

import org.simbastream.annotation.Internal;

/**
 * A share of the channels.
 *
 * @param from the first
 * @param to after the last
 */
@Internal
public record Channels(int from, int to) {

  /** All of them. */
  public static Channels all(int dInner) {
    return new Channels(0, dInner);
  }

  int count() {
    return to - from;
  }
}
