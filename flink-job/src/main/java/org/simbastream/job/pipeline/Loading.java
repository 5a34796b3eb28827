package org.simbastream.job.pipeline;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says that a model is being loaded, if that takes so long that somebody may wonder. */
public final class Loading implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final CountDownLatch loaded = new CountDownLatch(1);

  private Loading() {}

  /**
   * Loading begins; closing it says that it has ended.
   *
   * @param model as its option names it
   * @param say is told after two seconds
   */
  public static Loading of(String model, Consumer<String> say) {
    return of(model, say, PATIENCE);
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
