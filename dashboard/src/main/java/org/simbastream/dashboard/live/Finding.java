package org.simbastream.dashboard.live;

import java.util.List;

/**
 * What is worth looking at on one stream: a line that deviates, with those that say the same, or a
 * silence.
 *
 * @param key the stream
 * @param window the start of the window that it stands in; null if that has not ended
 * @param text the line; empty for a silence
 * @param cause the last of the exceptions that it tells, where a list shows it; else empty
 * @param level how severe the record says that it is; empty if it does not say
 * @param score its score
 * @param why the reasons for its score
 * @param count how many lines of the window say the same; 0 for a silence
 * @param time its event time, or since when the stream is silent, in milliseconds since the epoch
 * @param until the end of a silence that is over; null for any other
 */
public record Finding(
    String key,
    Long window,
    String text,
    String cause,
    String level,
    double score,
    List<Reason> why,
    long count,
    long time,
    Long until) {

  /** The score, in nats, from which a line counts as telling. */
  static final double TELLING = 2;

  static Finding of(String key, long window, Highlight highlight) {
    return new Finding(
        key,
        window,
        highlight.text(),
        "",
        highlight.level(),
        highlight.score(),
        highlight.why(),
        highlight.count(),
        highlight.time(),
        null);
  }

  static Finding of(String key, ScoredLine line, long count) {
    return new Finding(
        key,
        null,
        line.text(),
        "",
        line.level(),
        line.score(),
        line.why(),
        count,
        line.time(),
        null);
  }

  static Finding of(String key, long window, Window.Silence silence, Long until) {
    double score = silence.score() == null ? TELLING : silence.score();
    return new Finding(key, window, "", "", "", score, List.of(), 0, silence.since(), until);
  }

  /** As a list shows it: only the message of its line. */
  Finding shown() {
    Excerpt excerpt = Excerpt.of(text, level, why);
    return new Finding(
        key,
        window,
        excerpt.text(),
        excerpt.cause(),
        level,
        score,
        excerpt.why(),
        count,
        time,
        until);
  }
}
