package org.simbastream.e2e.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes an input to a topic, at a steady pace until it is told to hurry. It outlasts a broker that
 * is gone for minutes, and writes every record once and in order: one at a time, and where it is
 * not known whether Kafka has the last one, the partition's end tells, since nobody else writes
 * there. Kafka's own idempotence was seen to write a record twice when its broker was killed.
 */
public final class Generator implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Gate gate;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Admin admin;
  private final String topic;
  private final Map<Integer, Long> ends = new ConcurrentHashMap<>(); // of what was written
  private final Map<String, Long> writtenAt = new ConcurrentHashMap<>();
  private final AtomicInteger written = new AtomicInteger();
  private volatile Exception failure;
  private volatile Thread thread;
  private volatile Pace pace;

  /** What some lines wait for before they are written. */
  @FunctionalInterface
  public interface Gate {

    /**
     * Waits, or gives up.
     *
     * @param written how many lines have been written
     */
    void await(TestLine.Condition condition, int written) throws Exception;
  }

  /**
   * A generator for a topic.
   *
   * @param gate what lines wait for that need summaries
   */
  public Generator(String brokers, String topic, Gate gate) {
    this.topic = topic;
    this.gate = gate;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", brokers,
                "enable.idempotence", "false",
                "acks", "all",
                "retries", "0",
                "linger.ms", "0",
                "metadata.max.age.ms", "1000",
                "reconnect.backoff.max.ms", "200",
                "max.block.ms", Long.toString(PATIENCE.toMillis())),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.admin =
        Admin.create(Map.of("bootstrap.servers", brokers, "reconnect.backoff.max.ms", "200"));
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
    Pace now = new Pace(Double.POSITIVE_INFINITY);
    now.hurry();
    write(lines, now);
  }

  private void write(List<TestLine> lines, Pace due) {
    try {
      for (TestLine line : lines) {
        if (!line.condition().isNone()) {
          long from = System.nanoTime();
          gate.await(line.condition(), written());
          due.postpone(System.nanoTime() - from);
        }
        send(line, due.await());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      failure = e;
    }
  }

  private void send(TestLine line, long dueAt) throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            line.partition(),
            line.time(),
            line.key().getBytes(StandardCharsets.UTF_8),
            line.value());
    long place = ends.getOrDefault(line.partition(), 0L);
    while (!hasTaken(record, place)) {
      Thread.sleep(PAUSE.toMillis());
    }
    ends.put(line.partition(), place + 1);
    writtenAt.put(position(line.partition(), place), dueAt);
    written.incrementAndGet();
  }

  /** Sends a record that belongs at a place, once; gives whether it is there. */
  private boolean hasTaken(ProducerRecord<byte[], byte[]> record, long place) throws Exception {
    try {
      long offset = producer.send(record).get().offset();
      if (offset != place) {
        throw new IllegalStateException(
            "a record of %s-%d is at offset %d instead of %d: something was written twice"
                .formatted(topic, record.partition(), offset, place));
      }
      return true;
    } catch (ExecutionException e) {
      return end(record.partition()) > place;
    }
  }

  /** The offset after a partition's last record, when the broker answers again. */
  private long end(int partition) throws Exception {
    TopicPartition asked = new TopicPartition(topic, partition);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return admin
            .listOffsets(Map.of(asked, OffsetSpec.latest()))
            .partitionResult(asked)
            .get()
            .offset();
      } catch (ExecutionException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        Thread.sleep(PAUSE.toMillis());
      }
    }
  }

  /** What a record of the topic is known by. */
  public static String position(int partition, long offset) {
    return partition + ":" + offset;
  }

  /** How many records Kafka has. */
  public int written() {
    return written.get();
  }

  /** When each record that Kafka has was due, in milliseconds since the epoch. */
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
    admin.close(Duration.ZERO);
  }

  /** When the next record is due. */
  private static final class Pace {

    private final double perSecond;
    private long start = System.nanoTime();
    private long count;
    private volatile boolean hurried;

    Pace(double perSecond) {
      this.perSecond = perSecond;
    }

    void hurry() {
      hurried = true;
    }

    /** Has all that follows due later. */
    void postpone(long nanos) {
      start += nanos;
    }

    /** Waits until a record is due; gives when that was, in milliseconds since the epoch. */
    long await() throws InterruptedException {
      long due = hurried ? System.nanoTime() : start + Math.round(count / perSecond * 1e9);
      count++;
      while (!hurried && System.nanoTime() < due && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(Math.min(50_000_000, due - System.nanoTime()));
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      long late = Math.max(0, System.nanoTime() - due);
      return System.currentTimeMillis() - late / 1_000_000;
    }
  }
}
