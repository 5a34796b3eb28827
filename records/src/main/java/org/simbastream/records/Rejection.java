package org.simbastream.records;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.simbastream.annotation.PublicApi;

/**
 * Why a record can't be processed, with the part of its bytes that is kept.
 *
 * @param reason the class of the reason
 * @param message one sentence for a person
 * @param length the value's full length in bytes
 * @param head the value's first bytes, at most {@link #MAX_HEAD_BYTES}
 * @param kafkaKey the first bytes of Kafka's key, at most {@link #MAX_HEAD_BYTES}; null if it has
 *     none, or it is no longer known
 * @param complete whether {@code kafkaKey} and {@code head} hold the whole record, so that it can
 *     be written again without reading it from its topic
 * @param replays how often the record had been replayed before
 */
@PublicApi
public record Rejection(
    RejectionReason reason,
    String message,
    long length,
    byte[] head,
    byte[] kafkaKey,
    boolean complete,
    int replays) {

  /** The longest key of a stream: 4 KiB in UTF-8. It goes with each of its records and states. */
  public static final int MAX_KEY_BYTES = 4 * 1024;

  /** How much of a rejected value is kept: 64 KiB. */
  public static final int MAX_HEAD_BYTES = 64 * 1024;

  /**
   * The rejection of a record as it came from Kafka.
   *
   * @param kafkaKey its key; null if it has none
   * @param value its value; null for a tombstone
   */
  public static Rejection ofRecord(
      RejectionReason reason, String message, byte[] kafkaKey, byte[] value) {
    boolean complete =
        value != null
            && value.length <= MAX_HEAD_BYTES
            && (kafkaKey == null || kafkaKey.length <= MAX_HEAD_BYTES);
    return new Rejection(
        reason,
        message,
        value == null ? 0 : value.length,
        value == null ? new byte[0] : head(value),
        kafkaKey == null ? null : head(kafkaKey),
        complete,
        0);
  }

  /** The rejection of a text whose original record is no longer known. */
  public static Rejection ofText(RejectionReason reason, String message, byte[] utf8) {
    return new Rejection(reason, message, utf8.length, head(utf8), null, false, 0);
  }

  /** The rejection of a record that had been parsed, and whose bytes are no longer known. */
  public static Rejection ofRead(RejectionReason reason, String message, IncomingRecord record) {
    return ofText(reason, message, readOf(record));
  }

  /** What {@link #ofRead} keeps of a record: its text, or its token ids as a JSON array. */
  public static byte[] readOf(IncomingRecord record) {
    String read =
        record.tokens() == null
            ? record.text()
            : Arrays.stream(record.tokens())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(",", "[", "]"));
    return read.getBytes(StandardCharsets.UTF_8);
  }

  /** The same rejection, of a record that had been replayed {@code times} times before. */
  public Rejection replayed(int times) {
    return new Rejection(reason, message, length, head, kafkaKey, complete, times);
  }

  /** The same rejection, whose bytes are not a record by themselves. */
  public Rejection partial() {
    return new Rejection(reason, message, length, head, kafkaKey, false, replays);
  }

  private static byte[] head(byte[] bytes) {
    return Arrays.copyOf(bytes, Math.min(bytes.length, MAX_HEAD_BYTES));
  }
}
