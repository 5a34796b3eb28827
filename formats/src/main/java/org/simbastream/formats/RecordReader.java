package org.simbastream.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.simbastream.formats.TextEncoding.Malformed;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;

/**
 * Turns bytes into records, or into rejected records with a reason; throws for no bytes. Not
 * thread-safe.
 *
 * <ul>
 *   <li>The text is the value, or its text field; a field that holds no string counts as its JSON.
 *       Token ids are taken as they are.
 *   <li>The stream's key is the key field, else Kafka's key, else {@code topic-partition}; null and
 *       the empty string count as absent.
 *   <li>The time is the time field, or that of the text if the format says so, else Kafka's
 *       timestamp; a time not after the beginning of 1970 is invalid.
 *   <li>A null value (a tombstone) is an empty text.
 * </ul>
 */
public final class RecordReader {

  /** Keys that differ in such bytes only must not become one stream. */
  private static final TextEncoding KEY = new TextEncoding("UTF-8", Malformed.REJECT);

  private final RecordFormat format;
  private final JsonFields json;
  private final RecordTimeReader times;

  /**
   * A reader of Kafka's records.
   *
   * @param clock the processing time, in milliseconds since the epoch
   */
  public RecordReader(RecordFormat format, LongSupplier clock) {
    this(format, clock, () -> {});
  }

  /**
   * A reader of Kafka's records.
   *
   * @param clock the processing time, in milliseconds since the epoch
   * @param untimed run for each record whose own time could not be read
   */
  public RecordReader(RecordFormat format, LongSupplier clock, Runnable untimed) {
    this.format = format;
    this.json = new JsonFields(format.maxBytes());
    this.times = new RecordTimeReader(format, clock, new TimeNotices(untimed));
  }

  /** A reader of lines that come without times: any number will do for Kafka's. */
  public static RecordReader ofFile(RecordFormat format) {
    return new RecordReader(format, null);
  }

  /**
   * Reads one record.
   *
   * @param position where it stands
   * @param timestamp Kafka's time of it, in milliseconds since the epoch; negative if it has none
   * @param kafkaKey Kafka's key; null if it has none
   * @param value its value; null for a tombstone
   * @return the record with its text, or with its rejection and Kafka's key and time
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

  private IncomingRecord plain(Position position, long timestamp, byte[] kafkaKey, byte[] value)
      throws RejectedException {
    String text = value == null ? "" : RecordText.of(decode("value", value, format.encoding()));
    String key = key(position, kafkaKey);
    long time = text.isEmpty() ? timestamp : times.ofText(key, text, timestamp);
    return new IncomingRecord(key, position, time, text, null);
  }

  private IncomingRecord fromJson(Position position, long timestamp, byte[] kafkaKey, byte[] value)
      throws RejectedException {
    JsonNode object = json.read(decode("value", value, format.encoding()));
    String text = text(object);
    String key = key(object, position, kafkaKey);
    long time =
        format.timeField() == null
            ? times.ofText(key, text, timestamp)
            : times.ofField(key, object, timestamp);
    return new IncomingRecord(key, position, time, text, null);
  }

  /** Makes a record of token ids; an empty array counts as an empty text. */
  private IncomingRecord fromTokens(
      Position position, long timestamp, byte[] kafkaKey, byte[] value) throws RejectedException {
    JsonNode node = json.readObjectOrArray(decode("value", value, format.encoding()));
    int[] tokens = TokenIds.of(node);
    String key = key(node, position, kafkaKey);
    long time = times.ofField(key, node, timestamp);
    return tokens.length == 0
        ? new IncomingRecord(key, position, time, "", null)
        : new IncomingRecord(key, position, time, tokens);
  }

  /** The key field, else Kafka's key, else the partition's name. */
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

  private static Optional<JsonNode> field(JsonNode object, String name) {
    return name == null ? Optional.empty() : Optional.ofNullable(JsonFields.find(object, name));
  }

  /** Kafka's key, or the name of the partition if it has none. */
  private static String key(Position position, byte[] kafkaKey) throws RejectedException {
    return kafkaKey == null || kafkaKey.length == 0
        ? partition(position)
        : bounded(decode("Kafka key", kafkaKey, KEY));
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

  private static String decode(String what, byte[] bytes, TextEncoding encoding)
      throws RejectedException {
    try {
      return encoding.decode(bytes);
    } catch (CharacterCodingException e) {
      throw new RejectedException(
          RejectionReason.INVALID_UTF8,
          "The " + what + " is not well-formed " + encoding.charset() + ".");
    }
  }
}
