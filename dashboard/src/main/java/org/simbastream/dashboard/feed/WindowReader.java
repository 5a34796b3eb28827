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
import org.simbastream.dashboard.live.Highlight;
import org.simbastream.dashboard.live.Limits;
import org.simbastream.dashboard.live.ScoredLine;
import org.simbastream.dashboard.live.Window;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.simbastream.records.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the lines of a window that the page no longer keeps from the topic of scored records again,
 * one window at a time, within limits of time and records. The job writes these records with their
 * event times, by which Kafka finds the first offset.
 */
public final class WindowReader {

  /** How long reading one window may take. */
  static final Duration PATIENCE = Duration.ofSeconds(8);

  /** The greatest number of records, of all streams, read for one window. */
  static final long MOST_RECORDS = 500_000;

  private static final Logger LOG = LoggerFactory.getLogger(WindowReader.class);
  private static final Duration POLL = Duration.ofMillis(200);

  // A record ahead of processing time has the processing time in Kafka, which is before its own.
  private static final long CLOCKS_DIFFER_MS = 60_000;

  private final SimbaConfiguration configuration;
  private final String topic;
  private final Limits bounds;
  private final int maxCharacters;
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * A reader of what a configuration's job writes.
   *
   * @param maxCharacters characters of a window's text at most
   */
  public WindowReader(SimbaConfiguration configuration, Limits bounds, int maxCharacters) {
    this.configuration = configuration;
    this.topic = ResultTopics.of(configuration).scored();
    this.bounds = bounds;
    this.maxCharacters = maxCharacters;
  }

  /**
   * Reads a window's lines, with those around its highlights.
   *
   * @throws NotReadException if none can be read
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
      throw new NotReadException(
          "Kafka failed to return records of '" + topic + "'; try again in a moment");
    } finally {
      turn.unlock();
    }
  }

  private WindowLines read(Consumer<byte[], byte[]> consumer, String key, Window window)
      throws NotReadException {
    List<PartitionInfo> partitions = consumer.partitionsFor(topic);
    if (partitions == null || partitions.isEmpty()) {
      throw new NotReadException(
          "there is no topic '%s' to read the lines from: the job writes it if %s is true"
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

  /** Whether retention has deleted a part of the requested range of a partition. */
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
      return ("'%s' has too many records of other streams to search for them (limits: %,d records,"
              + " %d s)")
          .formatted(topic, MOST_RECORDS, PATIENCE.toSeconds());
    }
    return removed
        ? "retention has removed them from '%s'".formatted(topic)
        : "the others are not in '%s'".formatted(topic);
  }

  /** The offset at which to start in each partition that has records of that time or later. */
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

  /**
   * Reads the partitions; returns whether all were read to the end, or the whole window was found.
   */
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
      ScoredLine line = ResultParser.line(ResultFields.parse(record.value(), bounds));
      if (line.time() >= window.start() && line.time() < window.end()) {
        lines.take(line);
      }
    } catch (MalformedResultException e) {
      LOG.debug(
          "The record at {}@{} is not a valid scored record", record.topic(), record.offset());
    }
  }
}
