package org.simbastream.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.simbastream.formats.RecordTimeReader.ReadTime;
import org.simbastream.formats.mask.Masker;
import org.simbastream.records.Attributes;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;
import org.simbastream.records.Severity;
import org.simbastream.records.TextSeverity;

/**
 * Turns bytes into records, or into rejected records with a reason; throws for no bytes. Not
 * thread-safe.
 *
 * <ul>
 *   <li>The text is the value, or what {@link RecordFields#text} makes of its fields; a field that
 *       holds no string counts as its JSON. Token ids are taken as they are.
 *   <li>The stream's key is that of {@link RecordFields#key}, else of a header, else Kafka's key,
 *       else {@code topic-partition}; null and the empty string count as absent.
 *   <li>The time is the time field, or that of the text if the format says so, else Kafka's
 *       timestamp; a time not after the beginning of 1970 is invalid.
 *   <li>What the format masks is masked in the text, in what stands beside it, and in rejections.
 *   <li>A null value (a tombstone) is an empty text, and so is a value that holds no records.
 * </ul>
 */
public final class RecordReader {

  private final RecordFormat format;
  private final Masker masker;
  private final JsonFields json;
  private final ValueDecoder decoder;
  private final KeyReader keys;
  private final SeverityReader severities;
  private final AttributesReader attributes;
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
    this.masker = new Masker(format.masks());
    this.json = new JsonFields(format.maxBytes());
    this.decoder =
        format.decoder() == null
            ? new JsonValues(format.maxBytes(), format.encoding())
            : format.decoder();
    this.keys = new KeyReader(format.fields(), masker::key);
    this.severities = new SeverityReader(format.fields());
    this.attributes = new AttributesReader(format.fields(), masker::text);
    this.times = new RecordTimeReader(format, clock, new TimeNotices(untimed), masker::text);
  }

  /** A reader of lines that come without times: any number will do for Kafka's. */
  public static RecordReader ofFile(RecordFormat format) {
    return new RecordReader(format, null);
  }

  /**
   * Reads a value that holds one record; of one that holds several, the first.
   *
   * @param position where it stands
   * @param timestamp Kafka's time of it, in milliseconds since the epoch; negative if it has none
   * @param kafkaKey Kafka's key; null if it has none
   * @param value its value; null for a tombstone
   * @return the record with its text, or with its rejection and Kafka's key and time
   */
  public IncomingRecord read(Position position, long timestamp, byte[] kafkaKey, byte[] value) {
    return readAll(new Source(position, timestamp, kafkaKey, value, KafkaHeaders.NONE)).get(0);
  }

  /**
   * One of Kafka's records.
   *
   * @param position where it stands
   * @param timestamp its time, in milliseconds since the epoch; negative if it has none
   * @param key its key; null if it has none
   * @param value its value; null for a tombstone
   * @param headers its headers
   */
  public record Source(
      Position position, long timestamp, byte[] key, byte[] value, KafkaHeaders headers) {}

  /**
   * Reads the records of a value.
   *
   * @return at least one: each with its text, or with its rejection and Kafka's key and time; the
   *     positions of several differ in their index
   */
  public List<IncomingRecord> readAll(Source source) {
    try {
      byte[] value = source.value();
      if (value != null && value.length > format.maxBytes()) {
        throw new RejectedException(
            RejectionReason.TOO_LARGE,
            "The value has %d bytes, more than simba.record.max-bytes = %d."
                .formatted(value.length, format.maxBytes()));
      }
      if (value == null || format.kind() == RecordFormat.Kind.TEXT) {
        return List.of(plain(source, value == null ? "" : RecordText.of(text(value))));
      }
      return format.kind() == RecordFormat.Kind.TOKENS
          ? List.of(fromTokens(source))
          : fromFields(source, decoder.decode(value));
    } catch (RejectedException e) {
      return List.of(rejected(source, source.position(), rejection(e, source, source.value())));
    }
  }

  private IncomingRecord plain(Source source, String text) throws RejectedException {
    String key = keys.of(null, source.position(), source.key(), source.headers());
    ReadTime time =
        text.isEmpty()
            ? new ReadTime(source.timestamp(), false)
            : times.ofText(key, text, source.timestamp());
    Attributes beside =
        attributes.read(null, source.headers(), TextSeverity.of(text), time.unreadable());
    return new IncomingRecord(key, source.position(), time.millis(), masker.text(text), null)
        .with(beside);
  }

  private List<IncomingRecord> fromFields(Source source, List<Decoded> decoded)
      throws RejectedException {
    if (decoded.isEmpty()) {
      return List.of(plain(source, ""));
    }
    if (decoded.size() == 1) { // its dead letter holds the whole value
      if (decoded.get(0) instanceof Decoded.Fields fields) {
        return List.of(fromObject(source, source.position(), fields.object()));
      }
      throw ((Decoded.Rejected) decoded.get(0)).rejection();
    }
    List<IncomingRecord> records = new ArrayList<>(decoded.size());
    for (Decoded one : decoded) {
      records.add(oneOf(source, source.position().within(records.size()), one));
    }
    return records;
  }

  private IncomingRecord oneOf(Source source, Position position, Decoded decoded) {
    if (decoded instanceof Decoded.Rejected rejected) {
      return rejected(source, position, rejected.element(), rejected.rejection());
    }
    ObjectNode object = ((Decoded.Fields) decoded).object();
    try {
      return fromObject(source, position, object);
    } catch (RejectedException e) {
      byte[] element = object.toString().getBytes(StandardCharsets.UTF_8);
      return rejected(source, position, element, e);
    }
  }

  private IncomingRecord fromObject(Source source, Position position, ObjectNode object)
      throws RejectedException {
    SeverityReader.Level level = severities.ofFields(object);
    String message = RecordText.of(message(object));
    String text = format.fields().levelFirst() ? SeverityReader.begun(level, message) : message;
    String key = keys.of(object, position, source.key(), source.headers());
    ReadTime time =
        format.fields().time() == null
            ? times.ofText(key, message, source.timestamp())
            : times.ofField(key, object, source.timestamp());
    Severity severity =
        level == null || level.severity() == null ? TextSeverity.of(message) : level.severity();
    return new IncomingRecord(key, position, time.millis(), masker.text(text), null)
        .with(attributes.read(object, source.headers(), severity, time.unreadable()));
  }

  private String message(ObjectNode object) throws RejectedException {
    Template template = format.fields().text();
    Optional<String> text = template.of(object);
    if (text.isPresent()) {
      return text.get();
    }
    if (format.fields().levelFirst()) {
      return object.toString();
    }
    throw new RejectedException(
        RejectionReason.MISSING_TEXT,
        "The JSON object has no text in the field '%s' (simba.record.text-field)."
            .formatted(template));
  }

  /** Makes a record of token ids; an empty array counts as an empty text. */
  private IncomingRecord fromTokens(Source source) throws RejectedException {
    JsonNode node = json.readObjectOrArray(text(source.value()));
    int[] tokens = TokenIds.of(node);
    String key = keys.of(node, source.position(), source.key(), source.headers());
    ReadTime time = times.ofField(key, node, source.timestamp());
    Attributes beside = attributes.read(node, source.headers(), null, time.unreadable());
    IncomingRecord read =
        tokens.length == 0
            ? new IncomingRecord(key, source.position(), time.millis(), "", null)
            : new IncomingRecord(key, source.position(), time.millis(), tokens);
    return read.with(beside);
  }

  /** The rejection of one of several records, whose dead letter holds it alone. */
  private IncomingRecord rejected(
      Source source, Position position, byte[] element, RejectedException cause) {
    Rejection rejection = rejection(cause, source, element);
    return rejected(source, position, decoder.readsElements() ? rejection : rejection.partial());
  }

  private Rejection rejection(RejectedException cause, Source source, byte[] value) {
    Rejection original =
        Rejection.ofRecord(cause.reason(), cause.getMessage(), source.key(), value);
    return value == null
        ? masker.rejection(original, null, null)
        : masker.rejection(original, value, format.encoding().keepingBytes(value));
  }

  private IncomingRecord rejected(Source source, Position position, Rejection rejection) {
    return new IncomingRecord(
        keys.ofRejected(position, source.key()), position, source.timestamp(), null, rejection);
  }

  private String text(byte[] value) throws RejectedException {
    try {
      return format.encoding().decode(value);
    } catch (CharacterCodingException e) {
      throw new RejectedException(
          RejectionReason.INVALID_UTF8,
          "The value is not well-formed " + format.encoding().charset() + ".");
    }
  }
}
