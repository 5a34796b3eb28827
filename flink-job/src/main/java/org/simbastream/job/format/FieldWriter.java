package org.simbastream.job.format;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.simbastream.formats.RecordText;
import org.simbastream.records.Attributes;
import org.simbastream.records.Deviation;
import org.simbastream.records.Position;

/** Writes the fields of one JSON object within the size limits of an output topic. */
final class FieldWriter {

  private static final String ELLIPSIS = "…";

  private final JsonGenerator json;
  private final PositionFields positions;
  private final ResultLimits cut;
  private boolean shortened;

  /**
   * @param json where to
   * @param positions how positions are written
   * @param cut the limits of what is written
   */
  FieldWriter(JsonGenerator json, PositionFields positions, ResultLimits cut) {
    this.json = json;
    this.positions = positions;
    this.cut = cut;
  }

  /** Whether something has been cut so far. */
  boolean isCut() {
    return shortened;
  }

  /** The name of the stream. */
  void key(String value) throws IOException {
    string("key", shortenedKey(value));
  }

  /** The name of the stream as it is written. */
  String shortenedKey(String value) {
    return shortened(value, cut.key());
  }

  void string(String name, String value) throws IOException {
    json.writeStringField(name, RecordText.wellFormed(value));
  }

  /** The text of a record, cut if it is too long. */
  void text(String name, String value) throws IOException {
    string(name, shortenedText(value));
  }

  /** The text of a record as it is written. */
  String shortenedText(String value) {
    return shortened(value, cut.text());
  }

  void texts(String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : first(values)) {
      json.writeString(RecordText.wellFormed(shortened(value, cut.text())));
    }
    json.writeEndArray();
  }

  void number(String name, long value) throws IOException {
    json.writeNumberField(name, value);
  }

  /**
   * Writes a number; one that is not finite becomes null, since JSON has no NaN and no infinities.
   */
  void number(String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  void numbers(String name, long[] values) throws IOException {
    json.writeFieldName(name);
    json.writeArray(values, 0, values.length);
  }

  void flag(String name, boolean value) throws IOException {
    json.writeBooleanField(name, value);
  }

  /** Bytes in base64, the first ones if there are too many; null if there are none. */
  void bytes(String name, byte[] value) throws IOException {
    if (value == null) {
      json.writeNullField(name);
      return;
    }
    int length = Math.min(value.length, cut.text());
    shortened |= length < value.length;
    json.writeFieldName(name);
    json.writeBinary(value, 0, length);
  }

  /** Whether the record came from a stream with keys and times, not from a file's lines. */
  boolean isStreamed() {
    return positions == PositionFields.KAFKA;
  }

  void position(Position position) throws IOException {
    positions.write(position, json);
  }

  /** Writes an object with {@code shape}. */
  <T> void object(String name, T value, ObjectFields<T> shape) throws IOException {
    json.writeObjectFieldStart(name);
    shape.write(value, this);
    json.writeEndObject();
  }

  /** Writes an array of objects with {@code shape}. */
  <T> void objects(String name, List<T> values, ObjectFields<T> shape) throws IOException {
    all(name, first(values), shape);
  }

  /** Writes an array of one object with {@code shape}. */
  <T> void only(String name, T value, ObjectFields<T> shape) throws IOException {
    all(name, List.of(value), shape);
  }

  /** Writes an array of objects with {@code shape}, none of which is left out. */
  <T> void all(String name, List<T> values, ObjectFields<T> shape) throws IOException {
    json.writeArrayFieldStart(name);
    for (T value : values) {
      json.writeStartObject();
      shape.write(value, this);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The reasons that stand in the part of a record's text that is written. */
  List<Deviation> written(List<Deviation> why) {
    return cut.items() == 0
        ? List.of()
        : first(why.stream().filter(d -> d.to() <= cut.text()).toList());
  }

  /** The strings that are written of an object, if any are. */
  Map<String, String> written(Map<String, String> values) {
    shortened |= cut.items() == 0 && !values.isEmpty();
    return cut.items() == 0 ? Map.of() : values;
  }

  /**
   * Writes the reasons for a record's score, if there are any: those that stand in the part of its
   * text that is written.
   */
  void why(List<Deviation> why) throws IOException {
    List<Deviation> written = written(why);
    if (!written.isEmpty()) {
      all("why", written, FieldWriter::writeReason);
    }
  }

  /** What a record carries beside its text, if it carries anything. */
  void attributes(Attributes attributes) throws IOException {
    if (attributes.severity() != null) {
      string("level", attributes.severity().name());
    }
    if (!attributes.traceId().isEmpty()) {
      string("traceId", attributes.traceId());
    }
    if (!attributes.spanId().isEmpty()) {
      string("spanId", attributes.spanId());
    }
    strings("fields", attributes.fields());
    strings("headers", attributes.headers());
    if (attributes.timeUnreadable()) {
      flag("timeUnreadable", true);
    }
  }

  /** An object of strings, if there are any. */
  private void strings(String name, Map<String, String> values) throws IOException {
    Map<String, String> written = written(values);
    if (written.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> value : written.entrySet()) {
      text(RecordText.wellFormed(value.getKey()), value.getValue());
    }
    json.writeEndObject();
  }

  private static void writeReason(Deviation reason, FieldWriter fields) throws IOException {
    fields.string("kind", reason.kind().word());
    if (reason.from() >= 0) {
      fields.number("from", reason.from());
      fields.number("to", reason.to());
    }
    fields.number("nats", reason.roundedNats());
    if (!reason.expected().isEmpty()) {
      fields.string("expected", reason.expected());
    }
  }

  private <T> List<T> first(List<T> values) {
    if (values.size() <= cut.items()) {
      return values;
    }
    shortened = true;
    return values.subList(0, cut.items());
  }

  private String shortened(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    shortened = true;
    boolean splitsPair = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, splitsPair ? length - 1 : length) + ELLIPSIS;
  }

  /** Writes the fields of a nested object. */
  interface ObjectFields<T> {
    void write(T value, FieldWriter fields) throws IOException;
  }
}
