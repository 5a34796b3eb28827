package org.simbastream.dashboard.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.simbastream.dashboard.board.Bounds;
import org.simbastream.dashboard.board.Highlight;
import org.simbastream.dashboard.board.Line;
import org.simbastream.dashboard.board.Window;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.simbastream.operators.record.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the lines of a window that the page no longer keeps from the topic of scored records again,
 * one window at a time, for so long and so far and no further. The job gives these records their
 * event times, by which Kafka finds where to begin.
 */
public final class WindowReader {

  /** How long reading one window may take. */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  /** Records of all streams looked at for one window at most. */
  static final long MOST_RECORDS = 500_000;

  private static final Logger LOG = LoggerFactory.getLogger(WindowReader.class);
  private static final Duration POLL = Duration.ofMillis(200);

  // A record that is ahead of the clock has the clock's time in Kafka, which is before its own.
  private static final long CLOCKS_DIFFER_MS = 60_000;

  private final SimbaConfiguration configuration;
  private final String topic;
  private final Bounds bounds;
  private final int maxCharacters;
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * A reader of what a configuration's job writes.
   *
   * @param maxCharacters characters of a window's text at most
   */
  public WindowReader(SimbaConfiguration configuration, Bounds bounds, int maxCharacters) {
    this.configuration = configuration;
    this.topic = ResultTopics.of(configuration).scored();
    this.bounds = bounds;
    this.maxCharacters = maxCharacters;
  }

  /**
   * Reads a window's lines, with those around its highlights.
   *
   * @throws NotReadException if none can be had
   */
  public WindowLines read(String key, Window window) throws NotReadException, InterruptedException {
    if (!turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new NotReadException("another window is being read; try again in a moment");
    }
    try (Consumer<byte[], byte[]> consumer =
        ResultConsumers.open(configuration, "simba-dashboard-again")) {
      return read(consumer, key, window);
    } catch (KafkaException e) {
      LOG.debug("{} can't be read again", topic, e);
      throw new NotReadException("Kafka does not give '" + topic + "'; try again in a moment");
    } finally {
      turn.unlock();
    }
  }

  private WindowLines read(Consumer<byte[], byte[]> consumer, String key, Window window)
      throws NotReadException {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic);
    if (partitions == null || partitions.isEmpty()) {
      throw new NotReadException(
          "there is no topic '%s', which would have the lines: the job writes it while %s is true"
              .formatted(topic, SimbaOptions.OUTPUT_SCORED_ENABLED.key()));
    }
    List<TopicPartition> all =
        partitions.stream().map(it -> new TopicPartition(topic, it.partition())).toList();
    Map<TopicPartition, Long> first = consumer.beginningOffsets(all);
    Map<TopicPartition, Long> begin = begin(consumer, all, window);
    Set<Position> highlights =
        window.highlights().stream().map(Highlight::at).collect(Collectors.toSet());
    LineCollector lines = new LineCollector(highlights, maxCharacters);
    boolean whole = read(consumer, begin, key, window, lines);
    boolean removed =
        begin.entrySet().stream().anyMatch(it -> cutOff(it, first)) || begin.isEmpty();
    WindowLines result = lines.result(window.records(), problem(lines, window, whole, removed));
    if (result.lines() == 0) {
      throw new NotReadException(result.problem());
    }
    return result;
  }

  /** Whether a partition begins within what is wanted of it, because retention took the rest. */
  private static boolean cutOff(
      Map.Entry<TopicPartition, Long> begin, Map<TopicPartition, Long> first) {
    long earliest = first.get(begin.getKey());
    return earliest > 0 && begin.getValue() <= earliest;
  }

  private String problem(LineCollector lines, Window window, boolean whole, boolean removed) {
    if (lines.onTime() >= window.records()) {
      return "";
    }
    if (!whole) {
      return "'%s' has too much of other streams to be read through for them (%,d records or %d s)"
          .formatted(topic, MOST_RECORDS, PATIENCE.toSeconds());
    }
    return removed
        ? "retention has removed them from '%s'".formatted(topic)
        : "the others are not in '%s'".formatted(topic);
  }

  /** From where each partition that has anything of that time or later has to be read. */
  private static Map<TopicPartition, Long> begin(
      Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Window window) {
    long time = Math.max(0, window.start() - CLOCKS_DIFFER_MS);
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, time));
    Map<TopicPartition, Long> begin = new HashMap<>();
    for (Map.Entry<TopicPartition, OffsetAndTimestamp> found :
        consumer.offsetsForTimes(times).entrySet()) {
      if (found.getValue() != null) {
        begin.put(found.getKey(), found.getValue().offset());
      }
    }
    return begin;
  }

  /** Whether it was read to the end, or all of the window was found before. */
  private boolean read(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> begin,
      String key,
      Window window,
      LineCollector lines) {
    Map<TopicPartition, Long> end = consumer.endOffsets(begin.keySet());
    byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long looked = 0;
    consumer.assign(begin.keySet());
    begin.forEach(consumer::seek);
    while (lines.onTime() < window.records()
        && begin.keySet().stream().anyMatch(it -> consumer.position(it) < end.get(it))) {
      if (looked > MOST_RECORDS || System.nanoTime() > deadline) {
        return false;
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        looked++;
        if (Arrays.equals(record.key(), wanted)) {
          take(record, window, lines);
        }
      }
    }
    return true;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, Window window, LineCollector lines) {
    try {
      Line line = ResultParser.line(ResultFields.parse(record.value(), bounds));
      if (line.time() >= window.start() && line.time() < window.end()) {
        lines.take(line);
      }
    } catch (MalformedResultException e) {
      LOG.debug("A scored record at {}@{} is not one", record.topic(), record.offset());
    }
  }
}
