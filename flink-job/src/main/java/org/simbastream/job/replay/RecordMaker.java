package org.simbastream.job.replay;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.simbastream.job.format.RecordReader;
import org.simbastream.job.format.ReplayHeaders;
import org.simbastream.job.kafka.TopicLookup;
import org.simbastream.operators.record.IncomingRecord;
import org.simbastream.operators.record.Rejection;
import org.simbastream.operators.record.RejectionReason;

/**
 * Makes a record of a dead letter: the one at its position, if that is still the same; else the
 * letter's own key and bytes, if they are complete.
 *
 * <p>A record goes back to the partition it came from, because the partition may be its stream, and
 * because a stream that is spread over partitions has no order.
 */
final class RecordMaker {

  /** Why records are rejected that could be read. */
  private static final Set<String> READ_BEFORE =
      Set.of(
          RejectionReason.TOKENIZER_FAILED.name(),
          RejectionReason.UNKNOWN_TOKEN.name(),
          RejectionReason.TOO_MANY_TOKENS.name());

  private final Optional<String> to;
  private final OriginalRecords originals;
  private final RecordReader reader;
  private final TopicLookup topics;

  /**
   * @param to the topic to write to; empty: the one each record came from
   * @param reader reads as the job does
   */
  RecordMaker(
      Optional<String> to, OriginalRecords originals, RecordReader reader, TopicLookup topics) {
    this.to = to;
    this.originals = originals;
    this.reader = reader;
    this.topics = topics;
  }

  /**
   * Makes the record to send.
   *
   * @throws UnreplayableException if there is nowhere to take it from, or to send it to
   */
  Replayed make(StoredLetter letter) throws UnreplayableException {
    String topic = to.orElse(letter.origin().topic());
    OptionalInt partitions = topics.partitions(topic);
    if (partitions.isEmpty()) {
      throw new UnreplayableException(
          "there is no topic '" + topic + "' any more: create it, or name another with --to");
    }
    boolean same =
        topic.equals(letter.origin().topic())
            && letter.origin().partition() < partitions.getAsInt();
    Integer partition = same ? letter.origin().partition() : null;
    try {
      return fromPosition(letter, topic, partition);
    } catch (UnreplayableException gone) {
      if (!letter.complete()) {
        throw new UnreplayableException(
            "%s, and the letter does not hold the whole record (%d of %d bytes)"
                .formatted(gone.getMessage(), letter.head().length, letter.length()));
      }
      return fromLetter(letter, topic, partition);
    }
  }

  private Replayed fromPosition(StoredLetter letter, String topic, Integer partition)
      throws UnreplayableException {
    ConsumerRecord<byte[], byte[]> original = originals.at(letter.origin());
    if (!isSame(letter, original)) {
      throw new UnreplayableException(
          "another record stands at " + ReplayHeaders.written(letter.origin()));
    }
    Headers headers = new RecordHeaders(original.headers());
    int count = Math.max(letter.replays(), ReplayHeaders.count(original)) + 1;
    ReplayHeaders.mark(headers, letter.origin(), letter.at(), count);
    return new Replayed(
        letter,
        true,
        record(topic, partition, original.timestamp(), original.key(), original.value(), headers));
  }

  private static Replayed fromLetter(StoredLetter letter, String topic, Integer partition) {
    Headers headers = new RecordHeaders();
    ReplayHeaders.mark(headers, letter.origin(), letter.at(), letter.replays() + 1);
    return new Replayed(
        letter,
        false,
        record(topic, partition, letter.time(), letter.kafkaKey(), letter.head(), headers));
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, Integer partition, long time, byte[] key, byte[] value, Headers headers) {
    return new ProducerRecord<>(topic, partition, time < 0 ? null : time, key, value, headers);
  }

  /** Whether a record is the one that was rejected; a topic made anew has others in its places. */
  private boolean isSame(StoredLetter letter, ConsumerRecord<byte[], byte[]> record) {
    byte[] value = asInLetter(letter, record);
    int length = value == null ? 0 : value.length;
    return length == letter.length()
        && startsWith(value, letter.head())
        && (letter.kafkaKey() == null || startsWith(record.key(), letter.kafkaKey()));
  }

  /** What a letter has of a record: its value, or what had been read of it when it was rejected. */
  private byte[] asInLetter(StoredLetter letter, ConsumerRecord<byte[], byte[]> record) {
    if (!READ_BEFORE.contains(letter.reason())) {
      return record.value();
    }
    IncomingRecord read =
        reader.read(letter.origin(), record.timestamp(), record.key(), record.value());
    return read.isRead() ? Rejection.readOf(read) : record.value();
  }

  private static boolean startsWith(byte[] bytes, byte[] head) {
    int length = bytes == null ? 0 : bytes.length;
    return head.length <= length
        && (length == 0 || Arrays.equals(bytes, 0, head.length, head, 0, head.length));
  }
}
