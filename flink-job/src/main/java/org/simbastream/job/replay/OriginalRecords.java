package org.simbastream.job.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.simbastream.job.kafka.TopicLookup;
import org.simbastream.records.Position;

/**
 * Finds records by their positions in Kafka. Records fetched together with the last one are kept,
 * because rejected records are often close together.
 */
final class OriginalRecords {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final TopicLookup topics;
  private final Map<Position, ConsumerRecord<byte[], byte[]>> polled = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  OriginalRecords(Consumer<byte[], byte[]> consumer, TopicLookup topics) {
    this.consumer = consumer;
    this.topics = topics;
  }

  /**
   * Reads the record at a position.
   *
   * @throws UnreplayableException if the record no longer exists
   * @throws ReplayException if the broker doesn't deliver it within half a minute
   */
  ConsumerRecord<byte[], byte[]> at(Position position) throws UnreplayableException {
    ConsumerRecord<byte[], byte[]> known = polled.get(position);
    return known == null ? read(position) : known;
  }

  private ConsumerRecord<byte[], byte[]> read(Position position) throws UnreplayableException {
    TopicPartition partition = new TopicPartition(position.topic(), position.partition());
    OptionalInt partitions = topics.partitions(position.topic());
    if (partitions.isEmpty() || position.partition() >= partitions.getAsInt()) {
      throw new UnreplayableException("partition " + partition + " does not exist any more");
    }
    if (position.offset() >= end(partition, position.offset())) {
      throw gone(partition);
    }
    if (!consumer.assignment().contains(partition)) {
      consumer.assign(List.of(partition));
    }
    consumer.seek(partition, position.offset());
    return poll(partition, position);
  }

  /** The end of the partition; queried again only for an offset beyond the known end. */
  private long end(TopicPartition partition, long offset) {
    if (ends.getOrDefault(partition, 0L) <= offset) {
      ends.put(partition, consumer.endOffsets(List.of(partition)).get(partition));
    }
    return ends.get(partition);
  }

  private ConsumerRecord<byte[], byte[]> poll(TopicPartition partition, Position position)
      throws UnreplayableException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    polled.clear();
    try {
      // The position passes an offset without a record where compaction or an abort took it.
      while (consumer.position(partition) <= position.offset()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
          polled.put(new Position(record.topic(), record.partition(), record.offset()), record);
        }
        if (System.nanoTime() > deadline) {
          throw new ReplayException(
              "%s@%d was not delivered within %d s; start its broker, and run simba replay again"
                  .formatted(partition, position.offset(), PATIENCE.toSeconds()));
        }
      }
    } catch (OffsetOutOfRangeException e) {
      throw gone(partition);
    }
    ConsumerRecord<byte[], byte[]> found = polled.get(position);
    if (found == null) {
      throw new UnreplayableException(
          "%s no longer has a record at offset %d".formatted(partition, position.offset()));
    }
    return found;
  }

  private UnreplayableException gone(TopicPartition partition) {
    long first = consumer.beginningOffsets(List.of(partition)).get(partition);
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    return new UnreplayableException(
        first == end
            ? partition + " is empty now"
            : "%s now has only the offsets %d to %d".formatted(partition, first, end - 1));
  }
}
