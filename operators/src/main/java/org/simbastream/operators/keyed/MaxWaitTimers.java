package org.simbastream.operators.keyed;

/** Processing-time timers of the current key's open chunk. */
interface MaxWaitTimers {

  /** No chunk is closed by the clock. */
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
   * Starts one.
   *
   * @return when it fires; {@link OpenChunk#NO_TIMER} if it was not started
   */
  long start();

  /** Stops the one that would fire at that time. */
  void stop(long timer);
}
