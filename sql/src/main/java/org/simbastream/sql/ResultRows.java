package org.simbastream.sql;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.types.Row;
import org.simbastream.records.DeadLetter;
import org.simbastream.records.Deviation;
import org.simbastream.records.Highlight;
import org.simbastream.records.Position;
import org.simbastream.records.Rejection;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.Silence;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.WindowSummary;

/** The rows that the functions give, and their types. */
final class ResultRows {

  private static final DataType TIME = DataTypes.TIMESTAMP_LTZ(3);

  /** A reason for a score. FROM and TO are reserved words. */
  private static final DataType REASON =
      DataTypes.ROW(
          DataTypes.FIELD("kind", DataTypes.STRING()),
          DataTypes.FIELD("from_char", DataTypes.INT()),
          DataTypes.FIELD("to_char", DataTypes.INT()),
          DataTypes.FIELD("nats", DataTypes.DOUBLE()),
          DataTypes.FIELD("expected", DataTypes.STRING()));

  /** A highlight. */
  private static final DataType HIGHLIGHT =
      DataTypes.ROW(
          DataTypes.FIELD("text", DataTypes.STRING()),
          DataTypes.FIELD("score", DataTypes.DOUBLE()),
          DataTypes.FIELD("why", DataTypes.ARRAY(REASON)),
          DataTypes.FIELD("count", DataTypes.BIGINT()),
          DataTypes.FIELD("event_time", TIME),
          DataTypes.FIELD("source_topic", DataTypes.STRING()),
          DataTypes.FIELD("source_partition", DataTypes.INT()),
          DataTypes.FIELD("source_offset", DataTypes.BIGINT()));

  /** A time without records that is unusual. */
  private static final DataType SILENCE =
      DataTypes.ROW(
          DataTypes.FIELD("since", TIME),
          DataTypes.FIELD("windows", DataTypes.BIGINT()),
          DataTypes.FIELD("score", DataTypes.DOUBLE()));

  /** A kind of record that the stream repeats. */
  private static final DataType PATTERN =
      DataTypes.ROW(
          DataTypes.FIELD("id", DataTypes.STRING()),
          DataTypes.FIELD("text", DataTypes.STRING()),
          DataTypes.FIELD("is_new", DataTypes.BOOLEAN()));

  /** A window's summary, or a record that could not be read. */
  static final DataType SUMMARY =
      DataTypes.ROW(
          DataTypes.FIELD("window_start", TIME),
          DataTypes.FIELD("window_end", TIME),
          DataTypes.FIELD("records", DataTypes.BIGINT()),
          DataTypes.FIELD("tokens", DataTypes.BIGINT()),
          DataTypes.FIELD("work_ratio", DataTypes.DOUBLE()),
          DataTypes.FIELD("keep_last", DataTypes.DOUBLE()),
          DataTypes.FIELD("model", DataTypes.STRING()),
          DataTypes.FIELD("gist", DataTypes.ARRAY(DataTypes.STRING())),
          DataTypes.FIELD("text", DataTypes.STRING()),
          DataTypes.FIELD("highlights", DataTypes.ARRAY(HIGHLIGHT)),
          DataTypes.FIELD("new_patterns", DataTypes.ARRAY(DataTypes.STRING())),
          DataTypes.FIELD("silence", SILENCE),
          DataTypes.FIELD("error", DataTypes.STRING()));

  /** A scored record, or one that could not be read. */
  static final DataType SCORED =
      DataTypes.ROW(
          DataTypes.FIELD("event_time", TIME),
          DataTypes.FIELD("text", DataTypes.STRING()),
          DataTypes.FIELD("score", DataTypes.DOUBLE()),
          DataTypes.FIELD("why", DataTypes.ARRAY(REASON)),
          DataTypes.FIELD("log_pattern", PATTERN),
          DataTypes.FIELD("window_start", TIME),
          DataTypes.FIELD("window_end", TIME),
          DataTypes.FIELD("depth_mean", DataTypes.DOUBLE()),
          DataTypes.FIELD("depth_max", DataTypes.INT()),
          DataTypes.FIELD("tokens", DataTypes.INT()),
          DataTypes.FIELD("late", DataTypes.BOOLEAN()),
          DataTypes.FIELD("truncated", DataTypes.BOOLEAN()),
          DataTypes.FIELD("source_topic", DataTypes.STRING()),
          DataTypes.FIELD("source_partition", DataTypes.INT()),
          DataTypes.FIELD("source_offset", DataTypes.BIGINT()),
          DataTypes.FIELD("error", DataTypes.STRING()));

  private ResultRows() {}

  static Row of(WindowSummary summary) {
    return Row.of(
        time(summary.windowStart()),
        time(summary.windowEnd()),
        summary.records(),
        summary.tokens(),
        number(summary.workRatio()),
        number(summary.keepLast()),
        summary.model(),
        strings(summary.gist()),
        summary.text().isEmpty() ? null : summary.text(),
        summary.highlights().stream().map(ResultRows::of).toArray(Row[]::new),
        strings(summary.newPatterns()),
        of(summary.silence()),
        null);
  }

  private static Row of(Silence silence) {
    return silence == null
        ? null
        : Row.of(time(silence.since()), silence.windows(), number(silence.score()));
  }

  static Row of(ScoredRecord record) {
    return Row.of(
        time(record.time()),
        record.text(),
        number(record.score()),
        reasons(record.why()),
        of(record.pattern()),
        time(record.windowStart()),
        time(record.windowEnd()),
        number(record.depthMean()),
        record.depthMax(),
        record.tokens(),
        record.late(),
        record.truncated(),
        topic(record.position()),
        partition(record.position()),
        offset(record.position()),
        null);
  }

  private static Row of(StreamPattern pattern) {
    return pattern == null ? null : Row.of(pattern.name(), pattern.text(), pattern.isNew());
  }

  /** In place of a summary: the record is the one highlight. */
  static Row rejectedInSummaries(DeadLetter letter) {
    Position position = letter.position();
    Row highlight =
        Row.of(
            head(letter.rejection()),
            null,
            null,
            1L,
            time(letter.time()),
            topic(position),
            partition(position),
            offset(position));
    return Row.of(
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        new Row[] {highlight},
        null,
        null,
        error(letter.rejection()));
  }

  /** In place of a scored record. */
  static Row rejectedInScored(DeadLetter letter) {
    Position position = letter.position();
    return Row.of(
        time(letter.time()),
        head(letter.rejection()),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        topic(position),
        partition(position),
        offset(position),
        error(letter.rejection()));
  }

  private static Row of(Highlight highlight) {
    Position position = highlight.position();
    return Row.of(
        highlight.text(),
        number(highlight.score()),
        reasons(highlight.why()),
        highlight.count(),
        time(highlight.time()),
        topic(position),
        partition(position),
        offset(position));
  }

  /** The reasons; null where a reason has no place in the text, or nothing is expected there. */
  private static Row[] reasons(List<Deviation> why) {
    return why.stream()
        .map(
            reason ->
                Row.of(
                    reason.kind().word(),
                    reason.from() < 0 ? null : reason.from(),
                    reason.from() < 0 ? null : reason.to(),
                    reason.roundedNats(),
                    reason.expected().isEmpty() ? null : reason.expected()))
        .toArray(Row[]::new);
  }

  private static String error(Rejection rejection) {
    return rejection.reason() + ": " + rejection.message();
  }

  /**
   * The part of the text that is kept; null if there was none. A character that was cut is
   * replaced.
   */
  private static String head(Rejection rejection) {
    return rejection.length() == 0 ? null : new String(rejection.head(), StandardCharsets.UTF_8);
  }

  private static String[] strings(List<String> texts) {
    return texts.toArray(new String[0]);
  }

  private static Instant time(long millis) {
    return millis == RowReader.NEVER ? null : Instant.ofEpochMilli(millis);
  }

  /** Returns null for NaN, as in the JSON results. */
  private static Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static String topic(Position position) {
    return position.equals(RowReader.NOWHERE) ? null : position.topic();
  }

  private static Integer partition(Position position) {
    return position.equals(RowReader.NOWHERE) ? null : position.partition();
  }

  private static Long offset(Position position) {
    return position.equals(RowReader.NOWHERE) ? null : position.offset();
  }
}
