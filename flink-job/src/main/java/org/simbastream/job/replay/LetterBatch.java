package org.simbastream.job.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.simbastream.operators.record.Position;

/**
 * Letters of one partition that are replayed in one transaction, and what becomes of the others.
 */
final class LetterBatch {

  /** A letter that can't be replayed, and why. */
  record Unreplayable(Position letter, String why) {}

  private final PartitionProgress after;
  private final List<Replayed> replayed = new ArrayList<>();
  private final List<Unreplayable> unreplayable = new ArrayList<>();
  private int filtered;
  private int before;

  private LetterBatch(PartitionProgress after) {
    this.after = after;
  }

  /**
   * Decides what becomes of each letter.
   *
   * @param records the letters, in order
   * @param progress the partition's progress before them
   * @param refused offsets of letters whose records the broker has refused, and why
   * @param limit how many may be replayed; those after the last are not looked at
   */
  static LetterBatch plan(
      List<ConsumerRecord<byte[], byte[]>> records,
      PartitionProgress progress,
      LetterFilter filter,
      RecordMaker maker,
      Map<Long, String> refused,
      long limit) {
    LetterBatch batch = new LetterBatch(progress.copy());
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
      LetterFilter filter,
      RecordMaker maker,
      String refusal) {
    Position at = new Position(record.topic(), record.partition(), record.offset());
    try {
      StoredLetter letter = StoredLetter.parse(at, record.value());
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

  /** What is to be sent. */
  List<Replayed> replayed() {
    return replayed;
  }

  List<Unreplayable> unreplayable() {
    return unreplayable;
  }

  /** Letters that were not asked for. */
  int filtered() {
    return filtered;
  }

  /** Letters that an earlier run had replayed. */
  int before() {
    return before;
  }
}
