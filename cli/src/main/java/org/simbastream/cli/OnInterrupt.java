package org.simbastream.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a command in good order on Ctrl-C or a plain kill: asks it to end, then gives it time to
 * close its resources before the JVM ends.
 */
public final class OnInterrupt implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Starts to listen.
   *
   * @param askToEnd makes the command end soon; it must not wait for that
   */
  public OnInterrupt(Runnable askToEnd) {
    this.hook = new Thread(() -> endInGoodOrder(askToEnd), "simba-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** The command has ended and closed everything. */
  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the JVM is ending already, and the hook is running
    }
  }

  private void endInGoodOrder(Runnable askToEnd) {
    askToEnd.run();
    try {
      done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
