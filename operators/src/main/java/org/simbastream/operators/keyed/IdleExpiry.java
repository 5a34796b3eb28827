package org.simbastream.operators.keyed;

import java.time.Duration;
import org.simbastream.scoring.KeyHistory;

/**
 * Deletes the whole state of a key that had no records for too long.
 *
 * <p>Results depend only on the key's own records: a record later than all before it by more than
 * the expiry starts the stream anew, whatever other keys did in between. The state of a key without
 * further records is deleted once event time and processing time have both passed the expiry:
 * neither a watermark that leaps because of one record or partition, nor a job that stood still,
 * deletes a key.
 */
final class IdleExpiry {

  private final long after; // 0: never
  private final IdleTimers timers;
  private final StreamReader reader;

  /**
   * An expiry.
   *
   * @param after how long a key may have no records; zero: without limit
   */
  IdleExpiry(Duration after, IdleTimers timers, StreamReader reader) {
    this.after = after.toMillis();
    this.timers = timers;
    this.reader = reader;
  }

  /**
   * Whether a record at a time starts the key's stream anew.
   *
   * @param after how long the key may have no records; zero: without limit
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
   * @param heard whether the key has records that were not read yet
   * @return whether the key was forgotten
   */
  boolean due(boolean heard) throws Exception {
    long now = timers.watermark();
    if (now == Long.MAX_VALUE || after == 0) {
      return false; // the end of the input deletes no key; nor do old timers when off
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

  /** The sum of two times, limited to the greatest time instead of overflowing. */
  private static long plus(long time, long more) {
    long sum = time + more;
    return more > 0 && sum < time ? Long.MAX_VALUE : sum;
  }
}
