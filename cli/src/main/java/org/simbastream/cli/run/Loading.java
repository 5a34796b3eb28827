package org.simbastream.cli.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Prints that a model is being loaded, if it takes longer than two seconds. */
public final class Loading implements AutoCloseable {

  /** The JVM's property for the milliseconds after which the message comes; for tests. */
  static final String PATIENCE_MS = "simba.loading.patience-ms";

  private static final long DEFAULT_PATIENCE_MS = 2_000;

  private final CountDownLatch loaded = new CountDownLatch(1);

  private Loading() {}

  /**
   * Loading begins; closing it says that it has ended.
   *
   * @param model as its option names it
   * @param say receives the message after two seconds
   */
  public static Loading of(String model, Consumer<String> say) {
    return of(model, say, Duration.ofMillis(Long.getLong(PATIENCE_MS, DEFAULT_PATIENCE_MS)));
  }

  static Loading of(String model, Consumer<String> say, Duration patience) {
    Loading loading = new Loading();
    Thread watch = new Thread(() -> loading.watch(model, say, patience), "simba-loading");
    watch.setDaemon(true);
    watch.start();
    return loading;
  }

  private void watch(String model, Consumer<String> say, Duration patience) {
    try {
      if (!loaded.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        say.accept("simba: loading the model " + model + " …");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    loaded.countDown();
  }
}
