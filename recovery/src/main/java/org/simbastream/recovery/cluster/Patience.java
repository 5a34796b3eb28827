package org.simbastream.recovery.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Asks again and again until something is so. Who does not answer is asked again, too. */
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
    if (!reached(patience, PAUSE, so)) {
      throw new IllegalStateException(
          "after %d s: %s".formatted(patience.toSeconds(), description.get()));
    }
  }

  /**
   * Waits, and says whether it came to be so in time.
   *
   * @param pause between two questions
   */
  public static boolean reached(Duration patience, Duration pause, Callable<Boolean> so)
      throws Exception {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!isSo(so)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(pause.toMillis());
    }
    return true;
  }

  private static boolean isSo(Callable<Boolean> so) throws Exception {
    try {
      return so.call();
    } catch (IOException | ExecutionException | TimeoutException e) {
      return false;
    }
  }
}
