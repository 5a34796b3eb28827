package org.simbastream.job.format;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.simbastream.records.Position;

/** The Kafka headers by which a replayed record is recognised. */
public final class ReplayHeaders {

  /** Where the record stood first, as {@code topic-partition@offset}; replays of it keep it. */
  public static final String ORIGIN = "simba.replay.origin";

  /** Where the dead letter stands that was replayed, as {@code topic-partition@offset}. */
  public static final String LETTER = "simba.replay.letter";

  /** How often the record has been replayed, this time included, in decimal digits. */
  public static final String COUNT = "simba.replay.count";

  // Headers come from anyone who can write: no honest count has more digits.
  private static final int MAX_DIGITS = 9;

  private ReplayHeaders() {}

  /** How often a record has been replayed; 0 if its headers don't say so, or not in numbers. */
  public static int count(ConsumerRecord<?, ?> record) {
    Header header = record.headers().lastHeader(COUNT);
    byte[] digits = header == null ? null : header.value();
    if (digits == null || digits.length == 0 || digits.length > MAX_DIGITS) {
      return 0;
    }
    int count = 0;
    for (byte digit : digits) {
      if (digit < '0' || digit > '9') {
        return 0;
      }
      count = 10 * count + digit - '0';
    }
    return count;
  }

  /**
   * Marks a record as replayed.
   *
   * @param headers its headers; those of an earlier replay are replaced, but for the origin
   * @param origin where it stands
   * @param letter where its dead letter stands
   * @param count how often it has been replayed, this time included
   */
  public static void mark(Headers headers, Position origin, Position letter, int count) {
    if (headers.lastHeader(ORIGIN) == null) {
      add(headers, ORIGIN, written(origin));
    }
    headers.remove(LETTER).remove(COUNT);
    add(headers, LETTER, written(letter));
    add(headers, COUNT, Integer.toString(count));
  }

  /** A position as {@code topic-partition@offset}. */
  public static String written(Position position) {
    return position.topic() + "-" + position.partition() + "@" + position.offset();
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
