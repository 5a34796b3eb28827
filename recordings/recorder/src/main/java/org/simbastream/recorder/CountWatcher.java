package org.simbastream.recorder;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the committed counts of {@code word-counts} and logs about every five seconds how many came
 * and how old they were, with a warning when none came for longer than a few checkpoints take.
 */
final class CountWatcher implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(CountWatcher.class);

  private static final Duration REPORT_EVERY = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(12);
  private static final Duration LATE = Duration.ofSeconds(15);

  private final String broker;

  CountWatcher(String broker) {
    this.broker = broker;
  }

  @Override
  public void run() {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", broker,
            "client.id", "count-watcher",
            "group.id", "count-watcher",
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("word-counts"));
      watch(consumer);
    }
  }

  private static void watch(KafkaConsumer<String, String> consumer) {
    long counts = 0;
    long oldest = 0;
    long lastCount = 0;
    long lastReport = System.currentTimeMillis();
    while (true) {
      ConsumerRecords<String, String> records = consumer.poll(Duration.ofMillis(500));
      long now = System.currentTimeMillis();
      for (ConsumerRecord<String, String> record : records) {
        counts++;
        oldest = Math.max(oldest, now - record.timestamp());
        lastCount = now;
      }
      if (now - lastReport < REPORT_EVERY.toMillis()) {
        continue;
      }
      if (counts > 0) {
        LOG.info("Received {} counts, the oldest after {} ms", counts, oldest);
        if (oldest > LATE.toMillis()) {
          LOG.warn("Counts are late: {} ms, expected at most {} ms", oldest, LATE.toMillis());
        }
      } else if (lastCount > 0 && now - lastCount > SILENCE.toMillis()) {
        LOG.warn("No counts for {} ms", now - lastCount);
      }
      counts = 0;
      oldest = 0;
      lastReport = now;
    }
  }
}
