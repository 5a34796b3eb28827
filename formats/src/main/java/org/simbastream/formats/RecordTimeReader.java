package org.simbastream.formats;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.simbastream.records.RejectionReason;
import org.simbastream.text.time.EventTimes;
import org.simbastream.text.time.FoundTime;

/**
 * Reads the time of a record: that of its time field or its text, or Kafka's timestamp.
 *
 * <p>A record whose time lies too far ahead is rejected, because one of them would move the
 * watermark past every other record of its partition. A time field is compared with Kafka's
 * timestamp of the same record, so that the same bytes are always accepted or always rejected; but
 * Kafka's timestamp comes from a producer too, so each time is also compared with processing time.
 * A record rejected by processing time is accepted when it is read again after its time has come;
 * an accepted record is always accepted again.
 */
final class RecordTimeReader {

  /** The difference between the clocks of two machines that is always allowed. */
  private static final long CLOCKS_DIFFER_MS = 60_000;

  private static final int MAX_QUOTED = 64;

  private final RecordTimes settings;
  private final FieldNames timeField; // null if the format names none
  private final EventTimes times;
  private final long maxAheadMillis;
  private final LongSupplier clock; // null if the caller gives the times
  private final TimeNotices notices;
  private final UnaryOperator<String> mask;

  /**
   * @param clock the processing time, in milliseconds since the epoch; null for lines that come
   *     without times, for which any number will do as Kafka's timestamp
   * @param mask masks personal data in what notices quote
   */
  RecordTimeReader(
      RecordFormat format, LongSupplier clock, TimeNotices notices, UnaryOperator<String> mask) {
    this.mask = mask;
    this.settings = format.times();
    this.timeField = format.fields().time();
    this.times = new EventTimes(format.timeRules());
    this.maxAheadMillis = format.maxAhead().toMillis();
    this.clock = clock;
    this.notices = notices;
  }

  /**
   * A record's time.
   *
   * @param millis in milliseconds since the epoch
   * @param unreadable whether it is Kafka's because the record's own could not be read
   */
  record ReadTime(long millis, boolean unreadable) {}

  /**
   * The time of a record without a time field: that of its text, if the format says so, else
   * Kafka's.
   *
   * @param stream the record's stream
   * @param timestamp Kafka's timestamp of the record
   */
  ReadTime ofText(String stream, String text, long timestamp) throws RejectedException {
    return settings.source() == RecordTimes.Source.TEXT && !text.isEmpty()
        ? time(stream, times.ofLine(text, timestamp), text, timestamp)
        : new ReadTime(kafkaTime(timestamp), false);
  }

  /** The time of a record's time field, or Kafka's if the format names none. */
  ReadTime ofField(String stream, JsonNode object, long timestamp) throws RejectedException {
    if (timeField == null) {
      return new ReadTime(kafkaTime(timestamp), false);
    }
    FieldNames.Found named = timeField.find(object);
    if (named == null) {
      return unreadable(stream, "a record without the field " + timeField, timestamp);
    }
    JsonNode field = named.value();
    Optional<FoundTime> found = Optional.empty();
    if (field.isNumber()) {
      found = times.ofNumber(field.decimalValue());
    } else if (field.isTextual()) {
      found = times.ofText(field.textValue(), timestamp);
    }
    return time(stream, found, JsonFields.asText(field), timestamp);
  }

  private ReadTime time(String stream, Optional<FoundTime> found, String written, long timestamp)
      throws RejectedException {
    if (found.isEmpty()) {
      return unreadable(stream, written, timestamp);
    }
    notices.read(stream, found.get(), times.rules());
    long time = found.get().millis();
    // Without Kafka's timestamp the time is only compared with processing time.
    if (timestamp > 0 && time - timestamp > maxAheadMillis) {
      throw tooFarAhead(time, time - timestamp, "Kafka's timestamp");
    }
    return new ReadTime(notAheadOfTheClock(time), false);
  }

  private ReadTime unreadable(String stream, String original, long timestamp)
      throws RejectedException {
    String written = mask.apply(original);
    String quoted =
        RecordText.wellFormed(
            written.length() > MAX_QUOTED ? written.substring(0, MAX_QUOTED) + "…" : written);
    if (settings.unreadable() == RecordTimes.Unreadable.REJECT) {
      throw new RejectedException(
          RejectionReason.MALFORMED_TIME,
          ("No time after 1970-01-01T00:00:00Z and before the year 10000 can be read in '%s'"
                  + " (simba.time.unreadable is reject).")
              .formatted(quoted));
    }
    long time = kafkaTime(timestamp);
    notices.unreadable(stream, quoted);
    return new ReadTime(time, true);
  }

  /** Kafka's timestamp as the record's time. */
  private long kafkaTime(long timestamp) throws RejectedException {
    if (clock != null && timestamp <= 0) {
      throw new RejectedException(
          RejectionReason.MALFORMED_TIME,
          ("Kafka's timestamp is %d, which is not after 1970-01-01T00:00:00Z, and the record has no"
                  + " time of its own to use instead.")
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
}
