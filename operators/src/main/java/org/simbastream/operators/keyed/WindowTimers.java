package org.simbastream.operators.keyed;

import org.simbastream.annotation.Internal;

/** Event time, and the current key's timers for the ends of its windows. */
@Internal
public interface WindowTimers {

  /**
   * The watermark, in milliseconds since the epoch; {@link Long#MIN_VALUE} before the first, {@link
   * Long#MAX_VALUE} after the last.
   */
  long watermark();

  /**
   * Sets a timer for the end of a window of the current key. Setting it twice has no further
   * effect.
   *
   * @param windowStart the window
   * @param time its last millisecond
   */
  void atWindowEnd(long windowStart, long time);
}
