package org.simbastream.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the lines of all streams to the input topic, in the order of their times. */
final class DemoPlayback {

  private static final int MAX_REQUEST_BYTES = 8 << 20;

  private final List<DemoInput> streams;
  private final String bootstrapServers;
  private final Consumer<String> leftOut;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicReference<Exception> refused = new AtomicReference<>();
  private volatile boolean stopped;

  /**
   * @param leftOut receives the streams that can't be read, or no further, and why
   */
  DemoPlayback(List<DemoInput> streams, String bootstrapServers, Consumer<String> leftOut) {
    this.streams = streams;
    this.bootstrapServers = bootstrapServers;
    this.leftOut = leftOut;
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
   * Writes all lines of the streams that can be read.
   *
   * @throws IOException if none can, or Kafka refuses a line
   */
  void run() throws IOException {
    List<TimedLines> open = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      PriorityQueue<TimedLines> next =
          new PriorityQueue<>(
              Comparator.comparingLong(TimedLines::time).thenComparing(TimedLines::key));
      long untimedStart = System.currentTimeMillis();
      for (DemoInput stream : streams) {
        open(stream, untimedStart).ifPresent(open::add);
      }
      if (open.isEmpty()) {
        throw new IOException("no file of the input can be read");
      }
      open.stream().filter(lines -> lines.line() != null).forEach(next::add);
      while (!next.isEmpty() && !stopped && refused.get() == null) {
        TimedLines lines = next.remove();
        send(producer, lines);
        if (advance(lines)) {
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

  /** A file may be another user's, or be rotated away between listing and opening. */
  private Optional<TimedLines> open(DemoInput stream, long untimedStart) {
    try {
      return Optional.of(new TimedLines(stream, untimedStart));
    } catch (IOException e) {
      leftOut.accept("%s can't be read and is left out: %s".formatted(stream.key(), reason(e)));
      return Optional.empty();
    }
  }

  /** Whether there is another line. */
  private boolean advance(TimedLines lines) {
    try {
      lines.advance();
      return lines.line() != null;
    } catch (IOException e) {
      leftOut.accept("%s can't be read any further: %s".formatted(lines.key(), reason(e)));
      return false;
    }
  }

  private static String reason(IOException e) {
    return e instanceof AccessDeniedException
        ? "permission denied"
        : e instanceof NoSuchFileException ? "it is not there any more" : e.getMessage();
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
