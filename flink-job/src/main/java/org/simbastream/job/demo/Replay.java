package org.simbastream.job.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the lines of all streams to the input topic, in the order of their times. */
final class Replay {

  private static final int MAX_REQUEST_BYTES = 8 << 20;

  private final List<DemoInput> streams;
  private final String bootstrapServers;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicReference<Exception> refused = new AtomicReference<>();
  private volatile boolean stopped;

  Replay(List<DemoInput> streams, String bootstrapServers) {
    this.streams = streams;
    this.bootstrapServers = bootstrapServers;
  }

  /** How many lines were written so far. */
  long sent() {
    return sent.get();
  }

  /** Makes {@link #run} return after the line it is at. */
  void stop() {
    stopped = true;
  }

  /**
   * Writes all lines.
   *
   * @throws IOException if an input can't be read or Kafka refuses a line
   */
  void run() throws IOException {
    List<TimedLines> open = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      PriorityQueue<TimedLines> next =
          new PriorityQueue<>(
              Comparator.comparingLong(TimedLines::time).thenComparing(TimedLines::key));
      long untimedStart = System.currentTimeMillis();
      for (DemoInput stream : streams) {
        TimedLines lines = new TimedLines(stream, untimedStart);
        open.add(lines);
        if (lines.line() != null) {
          next.add(lines);
        }
      }
      while (!next.isEmpty() && !stopped && refused.get() == null) {
        TimedLines lines = next.remove();
        send(producer, lines);
        lines.advance();
        if (lines.line() != null) {
          next.add(lines);
        }
      }
    } finally {
      for (TimedLines lines : open) {
        lines.close();
      }
    }
    if (refused.get() != null) {
      throw new IOException("Kafka refused a line: " + refused.get().getMessage(), refused.get());
    }
  }

  private void send(KafkaProducer<byte[], byte[]> producer, TimedLines lines) {
    // brokers refuse times in the future
    long time = Math.max(0, Math.min(lines.time(), System.currentTimeMillis()));
    byte[] key = lines.key().getBytes(StandardCharsets.UTF_8);
    producer.send(
        new ProducerRecord<>(DemoTopics.INPUT, null, time, key, lines.line()),
        (metadata, e) -> {
          if (e == null) {
            sent.incrementAndGet();
          } else {
            refused.compareAndSet(null, e);
          }
        });
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES,
            ProducerConfig.LINGER_MS_CONFIG, 20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }
}
