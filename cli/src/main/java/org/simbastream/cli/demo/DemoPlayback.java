package org.simbastream.cli.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.simbastream.text.time.TimeRules;

/** Writes the lines of all streams to the input topic, in the order of their times. */
final class DemoPlayback {

  private static final int MAX_REQUEST_BYTES = 8 << 20;

  private final List<DemoInput> streams;
  private final String bootstrapServers;
  private final TimeRules rules;
  private final Consumer<String> notes;
  private final Set<String> told = new HashSet<>(); // the streams whose times were
  private final AtomicLong sent = new AtomicLong();
  private final AtomicReference<Exception> refused = new AtomicReference<>();
  private volatile boolean stopped;

  /**
   * @param rules what is assumed of times that leave something out
   * @param notes receives what was recognised as each stream's times, and the streams that can't be
   *     read, or no further, and why
   */
  DemoPlayback(
      List<DemoInput> streams, String bootstrapServers, TimeRules rules, Consumer<String> notes) {
    this.streams = streams;
    this.bootstrapServers = bootstrapServers;
    this.rules = rules;
    this.notes = notes;
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
          tellTimes(lines);
          next.add(lines);
        } else {
          tellUntimed(lines);
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
      TimedLines lines = new TimedLines(stream, rules, untimedStart);
      if (!tellTimes(lines) && !stream.live()) {
        notes.accept(
            "%s: its lines have no times; they count as a tenth of a second apart from now"
                .formatted(stream.key()));
      }
      return Optional.of(lines);
    } catch (IOException e) {
      notes.accept("%s can't be read and is left out: %s".formatted(stream.key(), reason(e)));
      return Optional.empty();
    }
  }

  /** Whether there is another line. */
  private boolean advance(TimedLines lines) {
    try {
      lines.advance();
      return lines.line() != null;
    } catch (IOException e) {
      notes.accept("%s can't be read any further: %s".formatted(lines.key(), reason(e)));
      return false;
    }
  }

  /** Tells once what was recognised as a stream's times; returns whether anything was. */
  private boolean tellTimes(TimedLines lines) {
    Optional<String> recognised = lines.recognised();
    if (recognised.isPresent() && told.add(lines.key())) {
      notes.accept("%s: times are read as %s".formatted(lines.key(), recognised.get()));
    }
    return recognised.isPresent();
  }

  private void tellUntimed(TimedLines lines) {
    if (lines.untimed() > 0 && lines.recognised().isPresent()) {
      notes.accept(
          "%s: %,d lines have no time, or one that can't be; they count at the time of the line before"
              .formatted(lines.key(), lines.untimed()));
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
