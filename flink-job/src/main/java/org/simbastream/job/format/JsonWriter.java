package org.simbastream.job.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.simbastream.records.Alert;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.WindowPattern;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

/**
 * Writes one kind of record as JSON objects, one line each, to Kafka or elsewhere. Thread-safe.
 *
 * @param <T> the kind of record
 */
public final class JsonWriter<T> implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();

  private final RecordJson<T> shape;
  private final PositionFields positions;

  private JsonWriter(RecordJson<T> shape, PositionFields positions) {
    this.shape = shape;
    this.positions = positions;
  }

  /** A writer of scored records. */
  public static JsonWriter<ScoredRecord> scoredRecords(PositionFields positions) {
    return new JsonWriter<>(new ScoredRecordJson(), positions);
  }

  /** A writer of scored records as OpenTelemetry's logs. */
  public static JsonWriter<ScoredRecord> scoredRecordsAsOtlp() {
    return new JsonWriter<>(new OtlpScoredJson(), PositionFields.KAFKA);
  }

  /** A writer of window summaries. */
  public static JsonWriter<WindowSummary> summaries(PositionFields positions) {
    return new JsonWriter<>(new WindowSummaryJson(), positions);
  }

  /**
   * A writer of dead letters.
   *
   * @param version the version of the job that rejects
   */
  public static JsonWriter<DeadLetter> deadLetters(PositionFields positions, String version) {
    return new JsonWriter<>(new DeadLetterJson(version), positions);
  }

  /** A writer of work counts. */
  public static JsonWriter<WorkCounts> workCounts() {
    return new JsonWriter<>(new WorkCountsJson(), PositionFields.KAFKA);
  }

  /** A writer of alerts. */
  public static JsonWriter<Alert> alerts(PositionFields positions) {
    return new JsonWriter<>(new AlertJson(), positions);
  }

  /** A writer of windows' patterns. */
  public static JsonWriter<WindowPattern> windowPatterns() {
    return new JsonWriter<>(new WindowPatternJson(), PositionFields.KAFKA);
  }

  /** The record as a JSON object in UTF-8, without a line feed. */
  public byte[] toBytes(T record) {
    return write(record, ResultLimits.NONE).bytes();
  }

  /**
   * The record as JSON of a limited size. Until the object fits, its texts are cut, an ellipsis at
   * their end, then its lists, then the stream's name; {@code cut} says so.
   *
   * @param bytes the limit, in bytes
   * @return the smallest possible object if none fits
   */
  Written toBytes(T record, int bytes) {
    Written written = write(record, ResultLimits.NONE);
    for (ResultLimits cut = ResultLimits.NONE.next();
        written.bytes().length > bytes && cut != null; ) {
      written = write(record, cut);
      cut = cut.next();
    }
    return written;
  }

  /**
   * A record as JSON.
   *
   * @param bytes the object in UTF-8, without a line feed
   * @param cut whether parts of the record were left out
   */
  record Written(byte[] bytes, boolean cut) {}

  /** The record as a JSON object, without a line feed. */
  public String toJson(T record) {
    return new String(toBytes(record), StandardCharsets.UTF_8);
  }

  /** The record's key in Kafka. */
  String key(T record) {
    return shape.key(record);
  }

  /** The record's event time, in milliseconds since the epoch. */
  long time(T record) {
    return shape.time(record);
  }

  private Written write(T record, ResultLimits cut) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    boolean isCut;
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      FieldWriter fields = new FieldWriter(json, positions, cut);
      shape.write(record, fields);
      isCut = fields.isCut();
      if (isCut) {
        shape.writeCut(fields);
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return new Written(bytes.toByteArray(), isCut);
  }
}
