package org.simbastream.recovery.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes an input to a topic, at a steady pace until it is told to hurry. It outlasts a broker that
 * is gone for minutes, and writes every record once and in order.
 */
public final class Generator implements AutoCloseable {

  private static final String PATIENCE_MS = "600000";

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private final Map<String, Long> writtenAt = new ConcurrentHashMap<>();
  private final AtomicInteger written = new AtomicInteger();
  private volatile Exception failure;
  private volatile Thread thread;
  private volatile Pace pace;

  /** A generator for a topic. */
  public Generator(String brokers, String topic) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", brokers,
                "enable.idempotence", "true",
                "linger.ms", "0",
                "metadata.max.age.ms", "1000",
                "request.timeout.ms", "5000",
                "max.block.ms", PATIENCE_MS,
                "delivery.timeout.ms", PATIENCE_MS),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** Begins to write lines at a pace, by a thread of its own. */
  public void start(List<TestLine> lines, double linesPerSecond) {
    Pace steady = new Pace(linesPerSecond);
    Thread writer = new Thread(() -> write(lines, steady), "generator");
    writer.setDaemon(true);
    pace = steady;
    thread = writer;
    writer.start();
  }

  /** Writes lines without pause, and waits until Kafka has them. */
  public void writeNow(List<TestLine> lines) {
    write(lines, new Pace(Double.POSITIVE_INFINITY));
  }

  private void write(List<TestLine> lines, Pace due) {
    for (TestLine line : lines) {
      due.await();
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      send(line);
    }
    producer.flush();
  }

  private void send(TestLine line) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            line.partition(),
            line.time(),
            line.key().getBytes(StandardCharsets.UTF_8),
            line.value());
    long now = System.currentTimeMillis();
    producer.send(
        record,
        (metadata, e) -> {
          if (e != null) {
            failure = e;
          } else {
            writtenAt.put(position(metadata.partition(), metadata.offset()), now);
            written.incrementAndGet();
          }
        });
  }

  /** What a record of the topic is known by. */
  public static String position(int partition, long offset) {
    return partition + ":" + offset;
  }

  /** How many records Kafka has. */
  public int written() {
    return written.get();
  }

  /** When each record was given to Kafka's client, in milliseconds since the epoch. */
  public Map<String, Long> writtenAt() {
    return writtenAt;
  }

  /** Whether records are still being written. */
  public boolean isWriting() {
    return thread != null && thread.isAlive();
  }

  /**
   * Writes what is left without pause, and waits until Kafka has it.
   *
   * @throws IllegalStateException if a record could not be written
   */
  public void finish() throws InterruptedException {
    if (thread != null) {
      pace.hurry();
      thread.join();
    }
    if (failure != null) {
      throw new IllegalStateException("the generator could not write", failure);
    }
  }

  @Override
  public void close() {
    if (thread != null) {
      pace.hurry();
      thread.interrupt();
    }
    producer.close(Duration.ZERO);
  }

  /** When the next record is due. */
  private static final class Pace {

    private final double perSecond;
    private final long start = System.nanoTime();
    private long count;
    private volatile boolean hurried;

    Pace(double perSecond) {
      this.perSecond = perSecond;
    }

    void hurry() {
      hurried = true;
    }

    void await() {
      long due = start + Math.round(count / perSecond * 1e9);
      count++;
      while (!hurried && System.nanoTime() < due && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(Math.min(50_000_000, due - System.nanoTime()));
      }
    }
  }
}
