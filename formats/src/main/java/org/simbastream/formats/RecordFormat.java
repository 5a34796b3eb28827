package org.simbastream.formats;

import java.io.Serializable;
import java.time.Duration;
import org.simbastream.formats.mask.Masks;
import org.simbastream.text.time.TimeRules;

/**
 * How the values of the input topics are read.
 *
 * <p>A field is named by its exact name or, where there is none of that name, by a dotted path into
 * nested objects.
 *
 * @param kind whether a value is text, has fields, or is token ids
 * @param fields what its fields and headers are
 * @param maxBytes the longest value that is read, in bytes
 * @param maxAhead how far a time may be ahead of processing time, in milliseconds, and a time field
 *     ahead of Kafka's timestamp too
 * @param encoding how the value's bytes become text
 * @param times where times come from without a time field, and what is assumed of them
 * @param decoder decodes values with fields; null for JSON
 * @param masks what of them is masked
 */
public record RecordFormat(
    Kind kind,
    RecordFields fields,
    int maxBytes,
    Duration maxAhead,
    TextEncoding encoding,
    RecordTimes times,
    ValueDecoder decoder,
    Masks masks)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What a value is. */
  public enum Kind {
    /** The value is the text. */
    TEXT,
    /** The value is a JSON object, or several, with fields; or what a decoder makes such of. */
    JSON,
    /**
     * The value is the text's token ids: a JSON array of them, or an object that holds it in {@code
     * tokens}.
     */
    TOKENS;

    /** Whether records have text, which the model's tokenizer must read. */
    public boolean isText() {
      return this != TOKENS;
    }
  }

  /**
   * Checks that the parts fit together.
   *
   * @throws IllegalArgumentException if they don't; the message names the option
   */
  public RecordFormat {
    if (kind == Kind.TEXT) {
      refuseField("simba.record.key-field", fields.key());
      refuseField("simba.record.text-field", fields.text());
      refuseField("simba.record.time-field", fields.time());
    } else if (kind == Kind.TOKENS) {
      if (fields.text() != null) {
        throw new IllegalArgumentException(
            ("simba.record.text-field is '%s', but the records are token ids, in the field"
                    + " 'tokens'; remove the option")
                .formatted(fields.text().written()));
      }
    } else if (fields.text() == null || fields.text().written().isEmpty()) {
      throw new IllegalArgumentException(
          "simba.record.text-field is empty; name the JSON field that holds the text");
    }
    if (times.source() == RecordTimes.Source.TEXT
        && (kind == Kind.TOKENS || fields.time() != null)) {
      throw new IllegalArgumentException(
          "simba.record.time is 'text', but "
              + (kind == Kind.TOKENS
                  ? "the records are token ids; remove the option"
                  : "simba.record.time-field names a field; remove one of the two options"));
    }
    if (kind == Kind.TOKENS && !masks.isNone()) {
      throw new IllegalArgumentException(
          "simba.record.mask is '"
              + masks
              + "', but the records are token ids, in which nothing can be found; remove the"
              + " option");
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException(
          "simba.record.max-bytes is " + maxBytes + "; give at least 1 byte");
    }
    if (maxAhead.isNegative()) {
      throw new IllegalArgumentException(
          "simba.time.max-ahead is " + maxAhead + "; give a duration of 0 or more");
    }
  }

  /** A format that masks nothing. */
  public RecordFormat(
      Kind kind,
      RecordFields fields,
      int maxBytes,
      Duration maxAhead,
      TextEncoding encoding,
      RecordTimes times,
      ValueDecoder decoder) {
    this(kind, fields, maxBytes, maxAhead, encoding, times, decoder, Masks.NONE);
  }

  /**
   * A format of single fields, with the times of Kafka or of its time field.
   *
   * @param keyField the field that names the stream; null for Kafka's key
   * @param textField the field that holds the text; null for plain text and token ids
   * @param timeField the field that holds the event time; null for Kafka's timestamp
   */
  public RecordFormat(
      Kind kind,
      String keyField,
      String textField,
      String timeField,
      int maxBytes,
      Duration maxAhead,
      TextEncoding encoding) {
    this(
        kind,
        RecordFields.builder()
            .key(keyField == null ? null : Template.ofField(keyField))
            .text(textField == null ? null : Template.ofField(textField))
            .time(timeField == null ? null : FieldNames.of(timeField))
            .build(),
        maxBytes,
        maxAhead,
        encoding,
        RecordTimes.DEFAULT,
        null);
  }

  /** Plain text: the value is the text, Kafka's key the stream, Kafka's timestamp the time. */
  public static RecordFormat text(int maxBytes, Duration maxAhead, TextEncoding encoding) {
    return new RecordFormat(
        Kind.TEXT, RecordFields.NONE, maxBytes, maxAhead, encoding, RecordTimes.DEFAULT, null);
  }

  /** The same with other times. */
  public RecordFormat with(RecordTimes other) {
    return new RecordFormat(kind, fields, maxBytes, maxAhead, encoding, other, decoder, masks);
  }

  /** The same with other fields. */
  public RecordFormat with(RecordFields other) {
    return new RecordFormat(kind, other, maxBytes, maxAhead, encoding, times, decoder, masks);
  }

  /** The same, whose values that decoder reads; null for JSON. */
  public RecordFormat with(ValueDecoder other) {
    return new RecordFormat(kind, fields, maxBytes, maxAhead, encoding, times, other, masks);
  }

  /** The same with other masks. */
  public RecordFormat with(Masks other) {
    return new RecordFormat(kind, fields, maxBytes, maxAhead, encoding, times, decoder, other);
  }

  /** What is assumed of times that leave something out. */
  TimeRules timeRules() {
    return new TimeRules(times.zone(), times.order(), maxAhead);
  }

  private static void refuseField(String option, Object field) {
    if (field != null) {
      throw new IllegalArgumentException(
          ("%s is '%s', but plain text has no fields; remove the option or set simba.record.format"
                  + " to json")
              .formatted(option, field));
    }
  }
}
