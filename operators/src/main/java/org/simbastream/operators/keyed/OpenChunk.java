package org.simbastream.operators.keyed;

/**
 * A key's open chunk, its records apart.
 *
 * @param windowStart the window its records count in
 * @param tokens tokens pending
 * @param maxWaitTimer processing time at which it closes anyway; {@link #NO_TIMER} for never
 */
public record OpenChunk(long windowStart, int tokens, long maxWaitTimer) {

  /** No timer is set. */
  public static final long NO_TIMER = Long.MAX_VALUE;

  OpenChunk plus(int moreTokens) {
    return new OpenChunk(windowStart, tokens + moreTokens, maxWaitTimer);
  }
}
