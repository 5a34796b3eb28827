package org.simbastream.testbed;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Polls a condition until it holds; a check that fails with an exception is repeated too. */
public final class Await {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private Await() {}

  /**
   * Waits.
   *
   * @param description describes the missing condition after a timeout
   * @throws IllegalStateException if the condition does not hold in time
   */
  public static void await(Duration patience, Supplier<String> description, Callable<Boolean> so)
      throws Exception {
    if (!reached(patience, PAUSE, so)) {
      throw new IllegalStateException(
          "after %d s: %s".formatted(patience.toSeconds(), description.get()));
    }
  }

  /**
   * Waits, and returns whether the condition held in time.
   *
   * @param pause the time between two checks
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
