package org.simbastream.sql;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.types.Row;
import org.simbastream.formats.RecordText;
import org.simbastream.formats.mask.Masker;
import org.simbastream.job.options.SimbaOptions;
import org.simbastream.records.IncomingRecord;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.RejectionReason;

/** Converts a table's row to a record, by the rules of the job; throws for no row. */
final class RowReader {

  /** The key of every record: the table's partition determines the stream. */
  static final String KEY = "";

  /** The position of a record whose position was not given. */
  static final Position NOWHERE = new Position("", -1, -1);

  /** The time of a row without a time. */
  static final long NEVER = Long.MIN_VALUE;

  private final FunctionCall call;
  private final LongSupplier clock;
  private final Masker masker;

  /**
   * @param clock the processing time, in milliseconds since the epoch
   */
  RowReader(FunctionCall call, LongSupplier clock) {
    this.call = call;
    this.clock = clock;
    this.masker = new Masker(call.masks());
  }

  /**
   * Reads a row.
   *
   * @param onTime its event time from {@code on_time}, in milliseconds since the epoch; null if not
   *     given
   */
  IncomingRecord read(Row row, Long onTime) {
    String raw = row.getFieldAs(call.textColumn());
    long time = onTime == null ? time(row) : onTime;
    Rejection rejection = raw == null ? missing() : untimely(raw, time);
    rejection = raw == null || rejection != null ? rejection : tooLarge(raw);
    String text = rejection == null ? masker.text(RecordText.of(raw)) : null;
    return new IncomingRecord(KEY, position(row), time, text, rejection);
  }

  private long time(Row row) {
    Instant time = row.getFieldAs(call.timeColumn());
    return time == null ? NEVER : time.toEpochMilli();
  }

  /** Why a row's time is missing or out of range; null if it is valid. */
  private Rejection untimely(String raw, long time) {
    long ahead = time - clock.getAsLong();
    if (time > 0 && ahead <= call.maxAheadMillis()) {
      return null;
    }
    return time > 0
        ? Rejection.ofText(
            RejectionReason.TIME_TOO_FAR_AHEAD,
            "The time %d is %d ms ahead of the clock, more than %s = %d ms."
                .formatted(time, ahead, SimbaOptions.TIME_MAX_AHEAD.key(), call.maxAheadMillis()),
            masker.text(raw).getBytes(StandardCharsets.UTF_8))
        : Rejection.ofText(
            RejectionReason.MALFORMED_TIME,
            time == NEVER
                ? "The time is null."
                : "The time %d is not after 1970-01-01T00:00:00Z.".formatted(time),
            masker.text(raw).getBytes(StandardCharsets.UTF_8));
  }

  private static Rejection missing() {
    return Rejection.ofText(RejectionReason.MISSING_TEXT, "The text is null.", new byte[0]);
  }

  private Rejection tooLarge(String raw) {
    if (3L * raw.length() <= call.maxBytes()) {
      return null; // no char takes more in UTF-8
    }
    byte[] utf8 = raw.getBytes(StandardCharsets.UTF_8);
    return utf8.length <= call.maxBytes()
        ? null
        : Rejection.ofText(
            RejectionReason.TOO_LARGE,
            "The text has %d bytes, more than %s = %d."
                .formatted(utf8.length, SimbaOptions.RECORD_MAX_BYTES.key(), call.maxBytes()),
            masker.text(raw).getBytes(StandardCharsets.UTF_8));
  }

  private Position position(Row row) {
    List<Integer> columns = call.positionColumns();
    if (columns.isEmpty()) {
      return NOWHERE;
    }
    String topic = row.getFieldAs(columns.get(0));
    Number partition = row.getFieldAs(columns.get(1));
    Number offset = row.getFieldAs(columns.get(2));
    return topic == null || partition == null || offset == null
        ? NOWHERE
        : new Position(topic, partition.intValue(), offset.longValue());
  }
}
