package org.simbastream.dashboard.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.simbastream.dashboard.live.LiveState;
import org.simbastream.job.options.SimbaConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the output topics as any consumer would, only what is committed; begins with the last
 * records of each partition. Records that arrive faster than they can be read are skipped and
 * counted.
 */
final class ResultReader implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(ResultReader.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long RETRY_MS = 1_000;

  /** How far the page may be behind on scored records, as a multiple of the history. */
  private static final int PATIENCE = 10;

  private final SimbaConfiguration configuration;
  private final String scoredTopic;
  private final String alertsTopic;
  private final ResultParser parser;
  private final LiveState live;
  private final Supplier<List<TopicPartition>> partitions;
  private final long history;
  private final Clock clock;
  private final CountDownLatch closed;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final Map<TopicPartition, Long> endsAtStart = new HashMap<>();
  private volatile long lastResult;

  /**
   * A reader.
   *
   * @param partitions those to read; may grow
   * @param history how many records before its end each partition is read from
   */
  ResultReader(
      SimbaConfiguration configuration,
      LiveState live,
      Supplier<List<TopicPartition>> partitions,
      long history,
      Clock clock,
      CountDownLatch closed) {
    ResultTopics topics = ResultTopics.of(configuration);
    this.configuration = configuration;
    this.scoredTopic = topics.scored();
    this.alertsTopic = topics.alerts();
    this.parser = new ResultParser(topics, live);
    this.live = live;
    this.partitions = partitions;
    this.history = history;
    this.clock = clock;
    this.closed = closed;
  }

  /** When a result came that was committed after the start, in milliseconds; 0: not yet. */
  long lastResult() {
    return lastResult;
  }

  @Override
  public void run() {
    try {
      while (closed.getCount() > 0) {
        try (Consumer<byte[], byte[]> consumer =
            ResultConsumers.open(configuration, "simba-dashboard")) {
          read(consumer);
        } catch (InterruptException e) {
          return; // the page ends
        } catch (KafkaException e) {
          LOG.debug("Results can't be read; trying again", e);
        }
        closed.await(RETRY_MS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(Consumer<byte[], byte[]> consumer) throws InterruptedException {
    while (closed.getCount() > 0) {
      assign(consumer, Set.copyOf(partitions.get()));
      if (consumer.assignment().isEmpty()) {
        closed.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        continue;
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        positions.put(partition, record.offset() + 1);
        if (record.offset() >= endsAtStart.getOrDefault(partition, 0L)) {
          lastResult = clock.millis();
        }
        parser.take(record);
      }
      keepUp(consumer);
    }
  }

  private void assign(Consumer<byte[], byte[]> consumer, Set<TopicPartition> wanted) {
    if (wanted.equals(consumer.assignment())) {
      return;
    }
    Map<TopicPartition, Long> first = consumer.beginningOffsets(wanted);
    Map<TopicPartition, Long> ends = consumer.endOffsets(wanted);
    consumer.assign(wanted);
    for (TopicPartition partition : wanted) {
      long end = ends.get(partition);
      endsAtStart.putIfAbsent(partition, end);
      long from =
          positions.computeIfAbsent(
              partition, it -> begin(partition, first.get(partition), end - history));
      consumer.seek(partition, from);
    }
  }

  /** Alerts are read from the first one: what is open may have been told long ago. */
  private long begin(TopicPartition partition, long first, long late) {
    return partition.topic().equals(alertsTopic) ? first : Math.max(first, late);
  }

  private void keepUp(Consumer<byte[], byte[]> consumer) {
    for (TopicPartition partition : consumer.assignment()) {
      OptionalLong behind = consumer.currentLag(partition);
      if (partition.topic().equals(scoredTopic)
          && behind.isPresent()
          && behind.getAsLong() > PATIENCE * history) {
        long passed = behind.getAsLong() - history;
        consumer.seek(partition, consumer.position(partition) + passed);
        live.leftOut(passed);
      }
    }
  }
}
