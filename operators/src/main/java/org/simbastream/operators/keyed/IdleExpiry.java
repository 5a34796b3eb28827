package org.simbastream.operators.keyed;

import java.time.Duration;
import org.simbastream.operators.scoring.KeyHistory;

/** Forgets a key whole when it was silent for too long, in event time. */
final class IdleExpiry {

  private final Duration after;
  private final IdleTimers timers;
  private final StreamReader reader;

  /**
   * An expiry.
   *
   * @param after how long a key may be silent; zero: for ever
   */
  IdleExpiry(Duration after, IdleTimers timers, StreamReader reader) {
    this.after = after;
    this.timers = timers;
    this.reader = reader;
  }

  /** A chunk of the current key was read; its first one starts the key's timer. */
  void chunkRead(BundleRunner.Finished finished) {
    KeyHistory history = finished.scored().history();
    if (history.records() == finished.scored().records().size()) {
      expireAfter(Math.max(history.lastTime(), timers.watermark()));
    }
  }

  /**
   * The current key's timer fired.
   *
   * @param heard whether it has records that were not read yet
   * @return whether the key was forgotten
   */
  boolean due(boolean heard) throws Exception {
    long now = timers.watermark();
    if (now == Long.MAX_VALUE || after.isZero()) {
      return false; // the end of input forgets nobody; nor do restored timers when expiry is off
      // now
    }
    long lastTime = heard ? now : reader.lastTime();
    if (lastTime + after.toMillis() > now) {
      expireAfter(lastTime);
      return false;
    }
    reader.forgetKey();
    return true;
  }

  private void expireAfter(long time) {
    if (!after.isZero()) {
      timers.atIdle(time + after.toMillis());
    }
  }
}
