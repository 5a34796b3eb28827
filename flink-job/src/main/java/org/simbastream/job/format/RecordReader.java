package org.simbastream.job.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.simbastream.job.format.TextEncoding.Malformed;
import org.simbastream.operators.record.IncomingRecord;
import org.simbastream.operators.record.Position;
import org.simbastream.operators.record.Rejection;
import org.simbastream.operators.record.RejectionReason;

/**
 * Turns bytes into records, or into rejected records with a reason; throws for no bytes. Not
 * thread-safe.
 *
 * <ul>
 *   <li>The text is the value, or its text field; a field that holds no string counts as its JSON.
 *       Token ids are taken as they are.
 *   <li>The stream's key is the key field, else Kafka's key, else {@code topic-partition}; null and
 *       the empty string count as absent.
 *   <li>The time is the time field, else Kafka's timestamp; a time not after the beginning of 1970
 *       is invalid.
 *   <li>A null value (a tombstone) is an empty text.
 * </ul>
 *
 * <p>A record whose time lies too far ahead is rejected, because one of them would move the
 * watermark past every other record of its partition. A time field is compared with Kafka's
 * timestamp of the same record, so that the same bytes are always accepted or always rejected; but
 * Kafka's timestamp comes from a producer too, so each time is also compared with processing time.
 * A record rejected by processing time is accepted when it is read again after its time has come;
 * an accepted record is always accepted again.
 */
public final class RecordReader {

  /** The difference between the clocks of two machines that is always allowed. */
  private static final long CLOCKS_DIFFER_MS = 60_000;

  /** Keys that differ in such bytes only must not become one stream. */
  private static final TextEncoding KEY = new TextEncoding("UTF-8", Malformed.REJECT);

  private final RecordFormat format;
  private final long maxAheadMillis;
  private final LongSupplier clock; // null if the caller gives the times
  private final JsonFields json;

  /**
   * A reader of Kafka's records.
   *
   * @param clock the processing time, in milliseconds since the epoch
   */
  public RecordReader(RecordFormat format, LongSupplier clock) {
    this(clock, format);
  }

  private RecordReader(LongSupplier clock, RecordFormat format) {
    this.format = format;
    this.clock = clock;
    this.maxAheadMillis = format.maxAhead().toMillis();
    this.json = new JsonFields(format.maxBytes());
  }

  /** A reader of lines that come without times: any number will do for Kafka's. */
  public static RecordReader ofFile(RecordFormat format) {
    return new RecordReader(null, format);
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
    long time = text.isEmpty() ? timestamp : kafkaTime(timestamp);
    return new IncomingRecord(key(position, kafkaKey), position, time, text, null);
  }

  private IncomingRecord fromJson(Position position, long timestamp, byte[] kafkaKey, byte[] value)
      throws RejectedException {
    JsonNode object = json.read(decode("value", value, format.encoding()));
    String text = text(object);
    String key = key(object, position, kafkaKey);
    return new IncomingRecord(key, position, time(object, timestamp), text, null);
  }

  /** Makes a record of token ids; an empty array counts as an empty text. */
  private IncomingRecord fromTokens(
      Position position, long timestamp, byte[] kafkaKey, byte[] value) throws RejectedException {
    JsonNode node = json.readObjectOrArray(decode("value", value, format.encoding()));
    int[] tokens = TokenIds.of(node);
    String key = key(node, position, kafkaKey);
    long time = time(node, timestamp);
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

  private long time(JsonNode object, long timestamp) throws RejectedException {
    Optional<JsonNode> field = field(object, format.timeField());
    if (field.isEmpty()) {
      return kafkaTime(timestamp);
    }
    long time = EventTime.parse(field.get());
    // Without Kafka's timestamp the time is only compared with processing time.
    if (timestamp > 0 && time - timestamp > maxAheadMillis) {
      throw tooFarAhead(time, time - timestamp, "Kafka's timestamp");
    }
    return notAheadOfTheClock(time);
  }

  /** Kafka's timestamp as the record's time. */
  private long kafkaTime(long timestamp) throws RejectedException {
    if (clock != null && timestamp <= 0) {
      throw new RejectedException(
          RejectionReason.MALFORMED_TIME,
          ("Kafka's timestamp is %d, which is not after 1970-01-01T00:00:00Z, and the record has no"
                  + " time field to use instead.")
              .formatted(timestamp));
    }
    return notAheadOfTheClock(timestamp);
  }

  private long notAheadOfTheClock(long time) throws RejectedException {
    if (clock != null) {
      long ahead = time - clock.getAsLong();
      if (ahead > Math.max(maxAheadMillis, CLOCKS_DIFFER_MS)) {
        throw tooFarAhead(time, ahead, "the clock");
      }
    }
    return time;
  }

  private RejectedException tooFarAhead(long time, long by, String of) {
    return new RejectedException(
        RejectionReason.TIME_TOO_FAR_AHEAD,
        "The time %d is %d ms ahead of %s, more than simba.time.max-ahead = %d ms."
            .formatted(time, by, of, maxAheadMillis));
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
