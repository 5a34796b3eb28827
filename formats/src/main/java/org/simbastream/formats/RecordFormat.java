package org.simbastream.formats;

import java.io.Serializable;
import java.time.Duration;
import org.simbastream.text.time.TimeRules;

/**
 * How the values of the input topics are read.
 *
 * <p>A field is named by its exact name or, where there is none of that name, by a dotted path into
 * nested objects.
 *
 * @param kind whether a value is text, a JSON object with text, or token ids
 * @param keyField the JSON field that names the stream; null for Kafka's key
 * @param textField the JSON field that holds the text; null for plain text and token ids
 * @param timeField the JSON field that holds the event time; null for Kafka's timestamp
 * @param maxBytes the longest value that is read, in bytes
 * @param maxAhead how far a time may be ahead of processing time, in milliseconds, and a time field
 *     ahead of Kafka's timestamp too
 * @param encoding how the value's bytes become text
 * @param times where times come from without a time field, and what is assumed of them
 */
public record RecordFormat(
    Kind kind,
    String keyField,
    String textField,
    String timeField,
    int maxBytes,
    Duration maxAhead,
    TextEncoding encoding,
    RecordTimes times)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What a value is. */
  public enum Kind {
    /** The value is the text. */
    TEXT,
    /** The value is one JSON object that holds the text in a field. */
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
      refuseField("simba.record.key-field", keyField);
      refuseField("simba.record.text-field", textField);
      refuseField("simba.record.time-field", timeField);
    } else if (kind == Kind.TOKENS) {
      if (textField != null) {
        throw new IllegalArgumentException(
            ("simba.record.text-field is '%s', but the records are token ids, in the field"
                    + " 'tokens'; remove the option")
                .formatted(textField));
      }
    } else if (textField == null || textField.isEmpty()) {
      throw new IllegalArgumentException(
          "simba.record.text-field is empty; name the JSON field that holds the text");
    }
    if (times.source() == RecordTimes.Source.TEXT && (kind == Kind.TOKENS || timeField != null)) {
      throw new IllegalArgumentException(
          "simba.record.time is 'text', but "
              + (kind == Kind.TOKENS
                  ? "the records are token ids; remove the option"
                  : "simba.record.time-field names a field; remove one of the two options"));
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

  /** A format whose times are Kafka's, or those of its time field. */
  public RecordFormat(
      Kind kind,
      String keyField,
      String textField,
      String timeField,
      int maxBytes,
      Duration maxAhead,
      TextEncoding encoding) {
    this(kind, keyField, textField, timeField, maxBytes, maxAhead, encoding, RecordTimes.DEFAULT);
  }

  /** Plain text: the value is the text, Kafka's key the stream, Kafka's timestamp the time. */
  public static RecordFormat text(int maxBytes, Duration maxAhead, TextEncoding encoding) {
    return new RecordFormat(Kind.TEXT, null, null, null, maxBytes, maxAhead, encoding);
  }

  /** The same with other times. */
  public RecordFormat with(RecordTimes other) {
    return new RecordFormat(
        kind, keyField, textField, timeField, maxBytes, maxAhead, encoding, other);
  }

  /** What is assumed of times that leave something out. */
  TimeRules timeRules() {
    return new TimeRules(times.zone(), times.order(), maxAhead);
  }

  private static void refuseField(String option, String field) {
    if (field != null) {
      throw new IllegalArgumentException(
          ("%s is '%s', but plain text has no fields; remove the option or set simba.record.format"
                  + " to json")
              .formatted(option, field));
    }
  }
}
