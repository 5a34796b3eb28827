package org.simbastream.dashboard.feed;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.simbastream.dashboard.live.LiveState;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;

/** Fills the live state until it is closed, and reconnects whenever Kafka is unavailable. */
public final class KafkaFeed implements AutoCloseable {

  private static final long PATIENCE_MS = 4_000;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final KafkaWatch kafka;
  private final ResultReader reader;
  private final FlinkWatch flink; // null if Flink is not to be asked
  private final List<Thread> threads = new ArrayList<>();

  private KafkaFeed(
      SimbaConfiguration configuration,
      LiveState live,
      long history,
      Optional<URI> flinkRest,
      Clock clock) {
    this.kafka = new KafkaWatch(configuration, live, clock, closed);
    this.reader = new ResultReader(configuration, live, kafka::results, history, clock, closed);
    this.flink =
        flinkRest
            .map(rest -> new FlinkWatch(rest, configuration.get(SimbaOptions.NAME), closed))
            .orElse(null);
  }

  /**
   * Starts to read; Kafka need not be running yet.
   *
   * @param history the number of records before the end of each output partition at which reading
   *     starts
   * @param flinkRest Flink's REST interface, to read the state of checkpoints; empty for none
   */
  public static KafkaFeed start(
      SimbaConfiguration configuration,
      LiveState live,
      long history,
      Optional<URI> flinkRest,
      Clock clock) {
    KafkaFeed feed = new KafkaFeed(configuration, live, history, flinkRest, clock);
    feed.run(feed.kafka, "kafka");
    feed.run(feed.reader, "results");
    if (feed.flink != null) {
      feed.run(feed.flink, "flink");
    }
    return feed;
  }

  private void run(Runnable task, String name) {
    Thread thread = new Thread(task, "simba-dashboard-" + name);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  /** The state of the brokers. */
  public KafkaStatus kafka() {
    return kafka.status();
  }

  /** When a result came that was committed after the start, in milliseconds; 0: not yet. */
  public long lastResult() {
    return reader.lastResult();
  }

  /** What Flink says of checkpoints, if it is asked. */
  public Optional<Checkpoints> checkpoints() {
    return Optional.ofNullable(flink).map(FlinkWatch::checkpoints);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      for (Thread thread : threads) {
        thread.join(PATIENCE_MS);
        thread.interrupt(); // of no effect on one that has ended
      }
      for (Thread thread : threads) {
        thread.join(PATIENCE_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
