package org.simbastream.job.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.simbastream.operators.record.DeadLetter;
import org.simbastream.operators.record.ScoredRecord;
import org.simbastream.operators.record.WindowSummary;
import org.simbastream.operators.record.WorkCounts;

/**
 * Writes one kind of record as JSON objects, one line each, to Kafka or elsewhere. Thread-safe.
 *
 * @param <T> the kind of record
 */
public final class JsonWriter<T> implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8).build();
  private static final int FIRST_CUT = 1 << 16;

  private final RecordJson<T> shape;
  private final PositionFields positions;
  private final int maxBytes;

  private JsonWriter(RecordJson<T> shape, PositionFields positions, int maxBytes) {
    this.shape = shape;
    this.positions = positions;
    this.maxBytes = maxBytes;
  }

  /** A writer of scored records. */
  public static JsonWriter<ScoredRecord> scoredRecords(PositionFields positions) {
    return new JsonWriter<>(new ScoredRecordJson(), positions, Integer.MAX_VALUE);
  }

  /** A writer of window summaries. */
  public static JsonWriter<WindowSummary> summaries(PositionFields positions) {
    return new JsonWriter<>(new WindowSummaryJson(), positions, Integer.MAX_VALUE);
  }

  /**
   * A writer of dead letters.
   *
   * @param version the version of the job that rejects
   */
  public static JsonWriter<DeadLetter> deadLetters(PositionFields positions, String version) {
    return new JsonWriter<>(new DeadLetterJson(version), positions, Integer.MAX_VALUE);
  }

  /** A writer of work counts. */
  public static JsonWriter<WorkCounts> workCounts() {
    return new JsonWriter<>(new WorkCountsJson(), PositionFields.KAFKA, Integer.MAX_VALUE);
  }

  /**
   * The same writer, but for a carrier that refuses what is longer: it cuts the texts of records,
   * an ellipsis at their end, until the object fits.
   *
   * @param bytes the limit, in bytes
   */
  public JsonWriter<T> atMost(int bytes) {
    return new JsonWriter<>(shape, positions, bytes);
  }

  /** The record as a JSON object in UTF-8, without a line feed. */
  public byte[] toBytes(T record) {
    byte[] bytes = write(record, Integer.MAX_VALUE);
    for (int length = FIRST_CUT; bytes.length > maxBytes && length > 0; length /= 2) {
      bytes = write(record, length);
    }
    return bytes;
  }

  /** The record as a JSON object, without a line feed. */
  public String toJson(T record) {
    return new String(toBytes(record), StandardCharsets.UTF_8);
  }

  /** The stream the record belongs to. */
  String key(T record) {
    return shape.key(record);
  }

  /** The record's event time, in milliseconds since the epoch. */
  long time(T record) {
    return shape.time(record);
  }

  private byte[] write(T record, int maxTextLength) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      json.writeStartObject();
      shape.write(record, new FieldWriter(json, positions, maxTextLength));
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}
