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
import org.simbastream.operators.record.Position;

/**
 * Finds records by their positions in Kafka. What came with the last one is kept, because records
 * that are rejected often stand close together.
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
   * @throws UnreplayableException if none is there any more
   * @throws ReplayException if the broker doesn't give it within half a minute
   */
  ConsumerRecord<byte[], byte[]> at(Position position) throws UnreplayableException {
    ConsumerRecord<byte[], byte[]> known = polled.get(position);
    return known == null ? read(position) : known;
  }

  private ConsumerRecord<byte[], byte[]> read(Position position) throws UnreplayableException {
    TopicPartition partition = new TopicPartition(position.topic(), position.partition());
    OptionalInt partitions = topics.partitions(position.topic());
    if (partitions.isEmpty() || position.partition() >= partitions.getAsInt()) {
      throw new UnreplayableException("there is no partition " + partition + " any more");
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

  /** Where the partition ends; asked for again only if it has to be beyond what it was. */
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
              "%s@%d was not delivered within %d s; is its broker running?"
                  .formatted(partition, position.offset(), PATIENCE.toSeconds()));
        }
      }
    } catch (OffsetOutOfRangeException e) {
      throw gone(partition);
    }
    ConsumerRecord<byte[], byte[]> found = polled.get(position);
    if (found == null) {
      throw new UnreplayableException(
          "%s has no record at offset %d any more".formatted(partition, position.offset()));
    }
    return found;
  }

  private UnreplayableException gone(TopicPartition partition) {
    long first = consumer.beginningOffsets(List.of(partition)).get(partition);
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    return new UnreplayableException(
        first == end
            ? partition + " is empty by now"
            : "%s has the offsets %d to %d by now".formatted(partition, first, end - 1));
  }
}
