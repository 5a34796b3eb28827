package org.simbastream.operators.keyed;

/** Event time, and the current key's timers for the ends of its windows. */
public interface WindowTimers {

  /**
   * The watermark, in milliseconds since the epoch; {@link Long#MIN_VALUE} before the first, {@link
   * Long#MAX_VALUE} after the last.
   */
  long watermark();

  /**
   * Asks to be told when a window of the current key ends. Asking twice is asking once.
   *
   * @param windowStart the window
   * @param time its last millisecond
   */
  void atWindowEnd(long windowStart, long time);
}
