package org.simbastream.records;

import org.simbastream.annotation.PublicApi;

/**
 * A record that is ready for the model.
 *
 * @param key the stream it belongs to
 * @param position its position in Kafka
 * @param time its event time, in milliseconds since the epoch
 * @param text its text, never empty; of a record that came as tokens, their text
 * @param tokens the token ids of its text plus a line feed, or those it came as, (tokens), at least
 *     one
 * @param truncated whether tokens beyond {@code simba.record.max-tokens} were cut off
 * @param attributes what it carries beside its text
 */
@PublicApi
public record TokenizedRecord(
    String key,
    Position position,
    long time,
    String text,
    int[] tokens,
    boolean truncated,
    Attributes attributes) {

  private static final char REPLACEMENT = '\uFFFD';

  /** A record with nothing beside its text. */
  public TokenizedRecord(
      String key, Position position, long time, String text, int[] tokens, boolean truncated) {
    this(key, position, time, text, tokens, truncated, Attributes.NONE);
  }

  /** The same record of another stream. */
  public TokenizedRecord withKey(String otherKey) {
    return new TokenizedRecord(otherKey, position, time, text, tokens, truncated, attributes);
  }

  /** Whether U+FFFD stands in the text, as it does for bytes that are no characters. */
  public boolean hasReplacedBytes() {
    return text.indexOf(REPLACEMENT) >= 0;
  }
}
