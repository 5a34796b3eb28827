package org.simbastream.operators.keyed;

import java.time.Duration;
import org.simbastream.operators.scoring.KeyHistory;

/**
 * Forgets a key whole when it was silent for too long.
 *
 * <p>What comes out depends on the key's own records alone: one that is that much later than all
 * before it begins the stream anew, whatever others did in between. State that nothing follows is
 * deleted when event time and the clock both say so: a watermark that leaps, because of one record
 * or one partition, deletes nobody, and nor does a job that stood still.
 */
final class IdleExpiry {

  private final long after; // 0: never
  private final IdleTimers timers;
  private final StreamReader reader;

  /**
   * An expiry.
   *
   * @param after how long a key may be silent; zero: for ever
   */
  IdleExpiry(Duration after, IdleTimers timers, StreamReader reader) {
    this.after = after.toMillis();
    this.timers = timers;
    this.reader = reader;
  }

  /**
   * Whether a key that was heard until a time is another stream from a later one on.
   *
   * @param after how long it may be silent; zero: for ever
   */
  static boolean beginsAnew(Duration after, KeyHistory history, long time) {
    return !after.isZero()
        && history.records() > 0
        && time >= plus(history.lastTime(), after.toMillis());
  }

  /** A chunk of the current key was read; its first one starts the key's timer. */
  void chunkRead(BundleRunner.Finished finished) {
    KeyHistory history = finished.scored().history();
    if (after > 0 && history.records() == finished.scored().records().size()) {
      timers.atIdle(plus(Math.max(history.lastTime(), timers.watermark()), after));
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
    if (now == Long.MAX_VALUE || after == 0) {
      return false; // the end of input forgets nobody; nor do restored timers when expiry is off
      // now
    }
    KeyHistory history = reader.history();
    long byTime = plus(heard ? now : history.lastTime(), after);
    long byClock = plus(now, plus(history.heardAt(), after) - timers.clock());
    long at = Math.max(byTime, byClock);
    if (at > now) {
      timers.atIdle(at);
      return false;
    }
    reader.forgetKey();
    return true;
  }

  /** A sum that stays the greatest time rather than to become the least. */
  private static long plus(long time, long more) {
    long sum = time + more;
    return more > 0 && sum < time ? Long.MAX_VALUE : sum;
  }
}
