package org.simbastream.operators.keyed;

import org.simbastream.annotation.Internal;

/** Event time, processing time, and the current key's timer for its expiry. */
@Internal
public interface IdleTimers {

  /** The watermark, as {@link WindowTimers#watermark} gives it. */
  long watermark();

  /** The processing time, in milliseconds since the epoch. */
  long clock();

  /** Sets a timer at the event time at which the current key expires if it has no more records. */
  void atIdle(long time);
}
