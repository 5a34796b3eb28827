package org.simbastream.recovery.cluster;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Asks again and again until something is so. */
public final class Patience {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private Patience() {}

  /**
   * Waits.
   *
   * @param description says what was not so when time ran out
   * @throws IllegalStateException if it isn't so in time
   */
  public static void await(Duration patience, Supplier<String> description, Callable<Boolean> so)
      throws Exception {
    if (!reached(patience, so)) {
      throw new IllegalStateException(
          "after %d s: %s".formatted(patience.toSeconds(), description.get()));
    }
  }

  /** Waits, and says whether it came to be so in time. */
  public static boolean reached(Duration patience, Callable<Boolean> so) throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!so.call()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(PAUSE.toMillis());
    }
    return true;
  }
}
