package org.simbastream.job.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.simbastream.records.Position;

/**
 * A batch of letters of one partition: those replayed in one transaction, and those skipped between
 * them.
 */
final class DeadLetterBatch {

  /** A letter that can't be replayed, and why. */
  record Unreplayable(Position letter, String why) {}

  private final PartitionProgress after;
  private final List<RestoredRecord> replayed = new ArrayList<>();
  private final List<Unreplayable> unreplayable = new ArrayList<>();
  private int filtered;
  private int before;

  private DeadLetterBatch(PartitionProgress after) {
    this.after = after;
  }

  /**
   * Decides for each letter whether it is replayed, skipped or unreplayable.
   *
   * @param records the letters, in order
   * @param progress the partition's progress before them
   * @param refused offsets of letters whose records the broker has refused, and why
   * @param limit the greatest number to replay; letters after the last one are not examined
   */
  static DeadLetterBatch plan(
      List<ConsumerRecord<byte[], byte[]>> records,
      PartitionProgress progress,
      DeadLetterFilter filter,
      RecordRestorer maker,
      Map<Long, String> refused,
      long limit) {
    DeadLetterBatch batch = new DeadLetterBatch(progress.copy());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (batch.replayed.size() >= limit) {
        break;
      }
      if (batch.after.isDone(record.offset())) {
        batch.before++;
        batch.after.done(record.offset());
      } else {
        batch.take(record, filter, maker, refused.get(record.offset()));
      }
    }
    return batch;
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record,
      DeadLetterFilter filter,
      RecordRestorer maker,
      String refusal) {
    Position at = new Position(record.topic(), record.partition(), record.offset());
    try {
      StoredDeadLetter letter = StoredDeadLetter.parse(at, record.value());
      if (!filter.accepts(letter)) {
        filtered++;
        after.left(record.offset());
        return;
      }
      if (refusal != null) {
        throw new UnreplayableException(refusal);
      }
      replayed.add(maker.make(letter));
      after.done(record.offset());
    } catch (UnreplayableException e) {
      unreplayable.add(new Unreplayable(at, e.getMessage()));
      after.left(record.offset());
    }
  }

  /** The partition's progress once the batch has been replayed. */
  PartitionProgress after() {
    return after;
  }

  /** The records to send. */
  List<RestoredRecord> replayed() {
    return replayed;
  }

  List<Unreplayable> unreplayable() {
    return unreplayable;
  }

  /** The number of letters that the filter excludes. */
  int filtered() {
    return filtered;
  }

  /** The number of letters that an earlier run had replayed. */
  int before() {
    return before;
  }
}
