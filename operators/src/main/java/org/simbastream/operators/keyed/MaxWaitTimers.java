package org.simbastream.operators.keyed;

import org.simbastream.records.OpenChunk;

/** Processing-time timers of the current key's open chunk. */
interface MaxWaitTimers {

  /** No chunk closes after a processing time. */
  MaxWaitTimers NONE =
      new MaxWaitTimers() {
        @Override
        public long start() {
          return OpenChunk.NO_TIMER;
        }

        @Override
        public void stop(long timer) {}
      };

  /**
   * Starts a timer.
   *
   * @return when it fires; {@link OpenChunk#NO_TIMER} if it was not started
   */
  long start();

  /** Stops the timer that would fire at that time. */
  void stop(long timer);
}
