package org.simbastream.job.replay;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.simbastream.formats.KafkaHeaders;
import org.simbastream.formats.RecordFormat;
import org.simbastream.formats.RecordReader;
import org.simbastream.formats.mask.Masker;
import org.simbastream.job.format.ReplayHeaders;
import org.simbastream.job.kafka.TopicLookup;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;

/**
 * Restores the record of a dead letter: reads the record at its position, if it is still the same
 * one; else uses the letter's key and bytes, if they are complete.
 *
 * <p>A record goes back to the partition it came from, because the partition may be its stream, and
 * because a stream that is spread over partitions has no order.
 */
final class RecordRestorer {

  /** The reasons of rejection of records that could be parsed. */
  private static final Set<String> READ_BEFORE =
      Set.of(
          RejectionReason.TOKENIZER_FAILED.name(),
          RejectionReason.UNKNOWN_TOKEN.name(),
          RejectionReason.TOO_MANY_TOKENS.name());

  private final Optional<String> to;
  private final OriginalRecords originals;
  private final RecordFormat format;
  private final RecordReader reader;
  private final Masker masker;
  private final TopicLookup topics;

  /**
   * @param to the topic to write to; empty: the one each record came from
   * @param format how the job reads
   */
  RecordRestorer(
      Optional<String> to, OriginalRecords originals, RecordFormat format, TopicLookup topics) {
    this.to = to;
    this.originals = originals;
    this.format = format;
    this.reader = new RecordReader(format, System::currentTimeMillis);
    this.masker = new Masker(format.masks());
    this.topics = topics;
  }

  /**
   * Makes the record to send.
   *
   * @throws UnreplayableException if its record, or the topic to send it to, does not exist
   */
  RestoredRecord make(StoredDeadLetter letter) throws UnreplayableException {
    String topic = to.orElse(letter.origin().topic());
    OptionalInt partitions = topics.partitions(topic);
    if (partitions.isEmpty()) {
      throw new UnreplayableException(
          "topic '" + topic + "' does not exist any more: create it, or name another with --to");
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

  private RestoredRecord fromPosition(StoredDeadLetter letter, String topic, Integer partition)
      throws UnreplayableException {
    ConsumerRecord<byte[], byte[]> original = originals.at(letter.origin());
    if (!isSame(letter, original)) {
      throw new UnreplayableException(
          "another record is now at " + ReplayHeaders.written(letter.origin()));
    }
    Headers headers = new RecordHeaders(original.headers());
    int count = Math.max(letter.replays(), ReplayHeaders.count(original)) + 1;
    ReplayHeaders.mark(headers, letter.origin(), letter.at(), count);
    return new RestoredRecord(
        letter,
        true,
        record(topic, partition, original.timestamp(), original.key(), original.value(), headers));
  }

  private static RestoredRecord fromLetter(
      StoredDeadLetter letter, String topic, Integer partition) {
    Headers headers = new RecordHeaders();
    ReplayHeaders.mark(headers, letter.origin(), letter.at(), letter.replays() + 1);
    return new RestoredRecord(
        letter,
        false,
        record(topic, partition, letter.time(), letter.kafkaKey(), letter.head(), headers));
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, Integer partition, long time, byte[] key, byte[] value, Headers headers) {
    return new ProducerRecord<>(topic, partition, time < 0 ? null : time, key, value, headers);
  }

  /**
   * Whether a record is the rejected one; a topic that was created anew has other records at the
   * same offsets.
   */
  private boolean isSame(StoredDeadLetter letter, ConsumerRecord<byte[], byte[]> record)
      throws UnreplayableException {
    byte[] value = asInLetter(letter, record);
    int length = value == null ? 0 : value.length;
    return length == letter.length()
        && (startsWith(value, letter.head()) || startsWith(masked(value), letter.head()))
        && (letter.kafkaKey() == null
            || startsWith(record.key(), letter.kafkaKey())
            || startsWith(masker.kafkaKey(record.key()), letter.kafkaKey()));
  }

  /** A value as its letter holds it where masks are on. */
  private byte[] masked(byte[] value) {
    return value == null ? null : masker.head(value, format.encoding().keepingBytes(value));
  }

  /**
   * The bytes of a record as its letter holds them: its value, or the text parsed from it before
   * the rejection.
   *
   * @throws UnreplayableException if that value holds other records too, which must not be sent
   *     again
   */
  private byte[] asInLetter(StoredDeadLetter letter, ConsumerRecord<byte[], byte[]> record)
      throws UnreplayableException {
    if (!READ_BEFORE.contains(letter.reason())) {
      return record.value();
    }
    List<IncomingRecord> read =
        reader.readAll(
            new RecordReader.Source(
                letter.origin(),
                record.timestamp(),
                record.key(),
                record.value(),
                KafkaHeaders.NONE));
    if (read.size() > 1) {
      throw new UnreplayableException(
          "the value at " + ReplayHeaders.written(letter.origin()) + " holds other records too");
    }
    return read.get(0).isRead() ? Rejection.readOf(read.get(0)) : record.value();
  }

  private static boolean startsWith(byte[] bytes, byte[] head) {
    int length = bytes == null ? 0 : bytes.length;
    return head.length <= length
        && (length == 0 || Arrays.equals(bytes, 0, head.length, head, 0, head.length));
  }
}
