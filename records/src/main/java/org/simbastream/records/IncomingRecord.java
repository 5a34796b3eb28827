package org.simbastream.records;

import org.simbastream.annotation.PublicApi;

/**
 * A record as it comes from the source: its text or its tokens, or why it has neither.
 *
 * @param key the stream it belongs to
 * @param position its position in Kafka
 * @param time its event time, in milliseconds since the epoch
 * @param text its text without trailing line terminators, possibly empty; null if it was rejected
 *     or came as tokens
 * @param tokens its token ids as they were given, at least one and none checked yet; null if it was
 *     rejected or came as text
 * @param rejection why it was rejected; null if it was not
 * @param replays how often it had been replayed before
 * @param attributes what it carries beside its text
 */
@PublicApi
public record IncomingRecord(
    String key,
    Position position,
    long time,
    String text,
    int[] tokens,
    Rejection rejection,
    int replays,
    Attributes attributes) {

  /**
   * A record that came as text from elsewhere than Kafka.
   *
   * @param key the stream it belongs to
   * @param time its event time, in milliseconds since the epoch
   * @param text its text without a line terminator at its end
   */
  public static IncomingRecord of(String key, long time, String text) {
    return new IncomingRecord(key, Position.NONE, time, text, null);
  }

  /** A record that came as text, or was rejected. */
  public IncomingRecord(
      String key, Position position, long time, String text, Rejection rejection) {
    this(key, position, time, text, null, rejection, 0, Attributes.NONE);
  }

  /** A record that came as tokens. */
  public IncomingRecord(String key, Position position, long time, int[] tokens) {
    this(key, position, time, null, tokens, null, 0, Attributes.NONE);
  }

  /** Whether the model can read it: it was not rejected, and is not empty. */
  public boolean isRead() {
    return rejection == null && (tokens != null || !text.isEmpty());
  }

  /** The same record, which had been replayed {@code times} times before. */
  public IncomingRecord replayed(int times) {
    return new IncomingRecord(key, position, time, text, tokens, rejection, times, attributes);
  }

  /** The same record with other things beside its text. */
  public IncomingRecord with(Attributes other) {
    return new IncomingRecord(key, position, time, text, tokens, rejection, replays, other);
  }

  /** The same record at another time, in milliseconds since the epoch. */
  public IncomingRecord at(long otherTime) {
    return new IncomingRecord(
        key, position, otherTime, text, tokens, rejection, replays, attributes);
  }

  /** The same record, whose text the tokenizer refused. */
  public IncomingRecord refusedByTokenizer(RuntimeException cause) {
    Rejection refused =
        Rejection.ofRead(
            RejectionReason.TOKENIZER_FAILED,
            "The tokenizer refused the text: " + cause.getMessage(),
            this);
    return new IncomingRecord(key, position, time, null, null, refused, replays, attributes);
  }
}
