package org.simbastream.records;

import org.simbastream.annotation.Internal;

/**
 * What alerts follow from: a record with a high score, a silence, or that a stream was heard.
 *
 * @param key the stream
 * @param type which of them
 * @param kind what the alert is about
 * @param from the event time at which it began: that of the record, the beginning of the silence,
 *     or the start of the window with records
 * @param time the event time at which it was told: that of the record, or the last millisecond of
 *     the window
 * @param score how telling it is
 * @param line the record; null if it is none
 */
@Internal
public record AlertSignal(
    String key, Type type, AlertKind kind, long from, long time, double score, AlertLine line) {

  /** What a signal says. */
  public enum Type {
    /** A record has a high score. */
    RECORD,
    /** A stream is silent. */
    SILENCE,
    /** A window of a stream ended that has records: a silence is over. */
    HEARD
  }

  /** The signal of a record. */
  public static AlertSignal of(ScoredRecord record) {
    return new AlertSignal(
        record.key(),
        Type.RECORD,
        AlertKind.of(record.why()),
        record.time(),
        record.time(),
        record.score(),
        AlertLine.of(record));
  }

  /** The signal of a window: silence, or that it has records. */
  public static AlertSignal of(WindowSummary summary) {
    Silence silence = summary.silence();
    return new AlertSignal(
        summary.key(),
        silence == null ? Type.HEARD : Type.SILENCE,
        AlertKind.SILENCE,
        silence == null ? summary.windowStart() : silence.since(),
        summary.windowEnd() - 1,
        silence == null ? 0 : silence.score(),
        null);
  }
}
