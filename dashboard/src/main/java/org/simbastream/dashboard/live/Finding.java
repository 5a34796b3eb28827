package org.simbastream.dashboard.live;

import java.util.Comparator;
import java.util.List;

/**
 * What is worth looking at on one stream: a line that deviates, with those that say the same, or a
 * silence.
 *
 * @param key the stream
 * @param window the start of the window that it stands in; null if that has not ended
 * @param text the line, cut; empty for a silence
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
    String level,
    double score,
    List<Reason> why,
    long count,
    long time,
    Long until) {

  /** The score, in nats, from which a line counts as telling. */
  static final double TELLING = 2;

  private static final int SHOWN = 400;

  static Finding of(String key, long window, Highlight highlight) {
    String text = highlight.text();
    return new Finding(
        key,
        window,
        shortened(text, SHOWN),
        highlight.level(),
        highlight.score(),
        Reason.within(highlight.why(), Math.min(SHOWN, text.length())),
        highlight.count(),
        highlight.time(),
        null);
  }

  static Finding of(String key, ScoredLine line, long count) {
    String text = line.text();
    return new Finding(
        key,
        null,
        shortened(text, SHOWN),
        line.level(),
        line.score(),
        Reason.within(line.why(), Math.min(SHOWN, text.length())),
        count,
        line.time(),
        null);
  }

  static Finding of(String key, long window, Window.Silence silence, Long until) {
    double score = silence.score() == null ? TELLING : silence.score();
    return new Finding(key, window, "", "", score, List.of(), 0, silence.since(), until);
  }

  /** Leaves those with the highest scores, where there are more than twice as many. */
  static void keepHighest(List<Finding> findings, int most) {
    if (findings.size() > 2 * most) {
      findings.sort(Comparator.comparingDouble(Finding::score).reversed());
      findings.subList(most, findings.size()).clear();
    }
  }

  /** A text cut for a list. */
  static String shortened(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end) + "…";
  }
}
