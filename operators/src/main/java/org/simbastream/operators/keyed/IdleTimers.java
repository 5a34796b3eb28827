package org.simbastream.operators.keyed;

/** Event time, the clock, and the current key's timer for its expiry. */
public interface IdleTimers {

  /** The watermark, as {@link WindowTimers#watermark} gives it. */
  long watermark();

  /** The clock's time, in milliseconds since the epoch. */
  long clock();

  /** Asks to be told at an event time, when the current key may have been silent for too long. */
  void atIdle(long time);
}
