package org.simbastream.job.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.simbastream.operators.record.IncomingRecord;
import org.simbastream.operators.record.Position;
import org.simbastream.operators.record.Rejection;
import org.simbastream.operators.record.RejectionReason;

/**
 * Turns bytes into records, or says why it can't; no bytes make it throw. Not thread-safe.
 *
 * <ul>
 *   <li>The text is the value, or its text field; a field that holds no string counts as its JSON.
 *       Token ids are taken as they are.
 *   <li>The stream's key is the key field, else Kafka's key, else {@code topic-partition}; null and
 *       the empty string count as absent.
 *   <li>The time is the time field, else Kafka's timestamp.
 *   <li>A null value (a tombstone) is an empty text.
 * </ul>
 *
 * <p>A record whose time lies too far ahead is rejected, because one of them would move the
 * watermark past every other record of its partition. Ahead of what is decided by Kafka's timestamp
 * of the same record and not by the clock: the same bytes then have the same fate when they are
 * read again after a failure, or a year later.
 */
public final class RecordReader {

  private final RecordFormat format;
  private final long maxAheadMillis;
  private final JsonFields json;

  /** A reader of that format. */
  public RecordReader(RecordFormat format) {
    this.format = format;
    this.maxAheadMillis = format.maxAhead().toMillis();
    this.json = new JsonFields(format.maxBytes());
  }

  /**
   * Reads one record.
   *
   * @param position where it stands
   * @param timestamp Kafka's time of it, in milliseconds since the epoch; negative if it has none
   * @param kafkaKey Kafka's key; null if it has none
   * @param value its value; null for a tombstone
   * @return the record with its text, or with its rejection, then under Kafka's key and time
   */
  public IncomingRecord read(Position position, long timestamp, byte[] kafkaKey, byte[] value) {
    try {
      if (value != null && value.length > format.maxBytes()) {
        throw new RejectedException(
            RejectionReason.TOO_LARGE,
            "The value has %d bytes, more than simba.record.max-bytes = %d."
                .formatted(value.length, format.maxBytes()));
      }
      if (value == null || format.kind() == RecordFormat.Kind.TEXT) {
        return plain(position, timestamp, kafkaKey, value);
      }
      return format.kind() == RecordFormat.Kind.TOKENS
          ? fromTokens(position, timestamp, kafkaKey, value)
          : fromJson(position, timestamp, kafkaKey, value);
    } catch (RejectedException e) {
      return new IncomingRecord(
          rejectedKey(position, kafkaKey),
          position,
          timestamp,
          null,
          Rejection.ofRecord(e.reason(), e.getMessage(), kafkaKey, value));
    }
  }

  private static IncomingRecord plain(
      Position position, long timestamp, byte[] kafkaKey, byte[] value) throws RejectedException {
    String text = value == null ? "" : RecordText.of(decode("value", value));
    return new IncomingRecord(key(position, kafkaKey), position, timestamp, text, null);
  }

  private IncomingRecord fromJson(Position position, long timestamp, byte[] kafkaKey, byte[] value)
      throws RejectedException {
    JsonNode object = json.read(decode("value", value));
    String text = text(object);
    String key = key(object, position, kafkaKey);
    return new IncomingRecord(key, position, time(object, timestamp), text, null);
  }

  /** An array of no tokens is an empty text. */
  private IncomingRecord fromTokens(
      Position position, long timestamp, byte[] kafkaKey, byte[] value) throws RejectedException {
    JsonNode node = json.readObjectOrArray(decode("value", value));
    int[] tokens = TokenIds.of(node);
    String key = key(node, position, kafkaKey);
    long time = time(node, timestamp);
    return tokens.length == 0
        ? new IncomingRecord(key, position, time, "", null)
        : new IncomingRecord(key, position, time, tokens);
  }

  /** The key field, else as of a plain record. */
  private String key(JsonNode object, Position position, byte[] kafkaKey) throws RejectedException {
    String named = field(object, format.keyField()).map(JsonFields::asText).orElse("");
    return named.isEmpty() ? key(position, kafkaKey) : bounded(RecordText.wellFormed(named));
  }

  private String text(JsonNode object) throws RejectedException {
    JsonNode text = JsonFields.find(object, format.textField());
    if (text == null) {
      throw new RejectedException(
          RejectionReason.MISSING_TEXT,
          "The JSON object has no text in the field '%s' (simba.record.text-field)."
              .formatted(format.textField()));
    }
    return RecordText.of(JsonFields.asText(text));
  }

  private long time(JsonNode object, long timestamp) throws RejectedException {
    Optional<JsonNode> field = field(object, format.timeField());
    if (field.isEmpty()) {
      return timestamp;
    }
    long time = EventTime.parse(field.get());
    // Without a time of Kafka's there is nothing to be ahead of.
    if (timestamp >= 0 && time - timestamp > maxAheadMillis) {
      throw new RejectedException(
          RejectionReason.TIME_TOO_FAR_AHEAD,
          "The time %d is %d ms ahead of Kafka's timestamp, more than simba.time.max-ahead = %d ms."
              .formatted(time, time - timestamp, maxAheadMillis));
    }
    return time;
  }

  private static Optional<JsonNode> field(JsonNode object, String name) {
    return name == null ? Optional.empty() : Optional.ofNullable(JsonFields.find(object, name));
  }

  /** Kafka's key, or the name of the partition if it has none. */
  private static String key(Position position, byte[] kafkaKey) throws RejectedException {
    return kafkaKey == null || kafkaKey.length == 0
        ? partition(position)
        : bounded(decode("Kafka key", kafkaKey));
  }

  private static String bounded(String key) throws RejectedException {
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > Rejection.MAX_KEY_BYTES) {
      throw new RejectedException(
          RejectionReason.KEY_TOO_LARGE,
          "The stream's key has %d bytes, more than %d.".formatted(bytes, Rejection.MAX_KEY_BYTES));
    }
    return key;
  }

  private static String rejectedKey(Position position, byte[] kafkaKey) {
    try {
      return key(position, kafkaKey);
    } catch (RejectedException e) {
      return partition(position);
    }
  }

  private static String partition(Position position) {
    return position.topic() + "-" + position.partition();
  }

  private static String decode(String what, byte[] bytes) throws RejectedException {
    try {
      return RecordText.decode(bytes);
    } catch (CharacterCodingException e) {
      throw new RejectedException(
          RejectionReason.INVALID_UTF8, "The " + what + " is not well-formed UTF-8.");
    }
  }
}
