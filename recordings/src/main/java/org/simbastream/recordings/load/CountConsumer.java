package org.simbastream.recordings.load;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the committed counts of the job, logs about every two seconds how many arrived and how old
 * they were, and hands their number to the {@link CountStore}. Warns of missing counts, late ones,
 * and ones from the future. Runs until it is stopped.
 */
public final class CountConsumer {

  private static final Logger LOG = LoggerFactory.getLogger(CountConsumer.class);

  private static final Duration REPORT_EVERY = Duration.ofSeconds(2);
  private static final Duration LATE = Duration.ofSeconds(8);
  private static final Duration AHEAD = Duration.ofSeconds(60);

  private final StoreClient store;
  private long counts;
  private long oldest = Long.MIN_VALUE;
  private long lastCount = System.currentTimeMillis();

  private CountConsumer(StoreClient store) {
    this.store = store;
  }

  /** Starts the consumer; the only argument is its properties file. */
  public static void main(String[] args) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, e) -> LOG.error("Thread {} died", thread.getName(), e));
    ApplicationSettings settings = ApplicationSettings.read(args);
    LOG.info("Count consumer starting, topic {}", settings.get("topic"));
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings.kafka(), new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(settings.get("topic")));
      new CountConsumer(new StoreClient(settings.get("store"))).run(consumer);
    }
  }

  private void run(KafkaConsumer<String, String> consumer) throws InterruptedException {
    long lastReport = System.currentTimeMillis();
    while (true) {
      ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(500));
      long now = System.currentTimeMillis();
      for (ConsumerRecord<String, String> record : records) {
        counts++;
        oldest = Math.max(oldest, now - record.timestamp());
        lastCount = now;
      }
      if (now - lastReport >= REPORT_EVERY.toMillis()) {
        report(now);
        lastReport = now;
      }
    }
  }

  private void report(long now) throws InterruptedException {
    if (counts > 0) {
      LOG.info("Received {} counts, the oldest after {} ms", counts, oldest);
      if (oldest > LATE.toMillis()) {
        LOG.warn("Counts are late: {} ms, expected at most {} ms", oldest, LATE.toMillis());
      } else if (oldest < -AHEAD.toMillis()) {
        LOG.warn("Counts are of the future, by {} ms", -oldest);
      }
      store.add(counts);
    } else if (now - lastCount > LATE.toMillis()) {
      LOG.warn("No counts for {} ms", now - lastCount);
    }
    counts = 0;
    oldest = Long.MIN_VALUE;
  }
}
