package org.simbastream.operators.keyed;

/** Event time, and the current key's timer for its expiry. */
public interface IdleTimers {

  /** The watermark, as {@link WindowTimers#watermark} gives it. */
  long watermark();

  /** Asks to be told when the current key may have been silent for too long. */
  void atIdle(long time);
}
