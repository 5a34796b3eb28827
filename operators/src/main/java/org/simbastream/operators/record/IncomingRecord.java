package org.simbastream.operators.record;

/**
 * A record as it comes from the source: its text, or why it has none.
 *
 * @param key the stream it belongs to
 * @param position where it stands in Kafka
 * @param time its event time, in milliseconds since the epoch
 * @param text its text without trailing line terminators, possibly empty; null if it was rejected
 * @param rejection why it was rejected; null if it was not
 */
public record IncomingRecord(
    String key, Position position, long time, String text, Rejection rejection) {

  /** The same rejected record, which had been replayed so often before. */
  public IncomingRecord replayed(int times) {
    return new IncomingRecord(key, position, time, text, rejection.replayed(times));
  }
}
