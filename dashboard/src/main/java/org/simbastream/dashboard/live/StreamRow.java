package org.simbastream.dashboard.live;

import java.util.Collection;
import java.util.List;

/**
 * A stream in the list of streams.
 *
 * @param key the stream
 * @param version grows with every change of the stream
 * @param perSecond records a second
 * @param records records that the page has read of it
 * @param skipped share of work skipped in the windows kept; null if not known
 * @param lastTime latest event time of a record that the page knows, in milliseconds since the
 *     epoch; {@code Long.MIN_VALUE} if it knows of none
 * @param windows windows kept
 * @param highlight the silence or the most telling record of the latest window in which one is
 *     telling, else of the latest window with any record; null if there is none
 * @param windowStart that window's start; null if there is none
 * @param windowEnd that window's end; 0 if there is none
 */
public record StreamRow(
    String key,
    long version,
    double perSecond,
    long records,
    Double skipped,
    long lastTime,
    int windows,
    Top highlight,
    Long windowStart,
    long windowEnd) {

  /**
   * A highlight as far as the list shows it.
   *
   * @param text its text; empty for a silence
   * @param count how many lines say the same; 0 for a silence
   * @param level how severe the record says that it is; empty if it does not say
   * @param why the reasons for its score
   * @param time its event time, or since when the stream is silent, in milliseconds since the epoch
   */
  public record Top(
      String text, String level, Double score, List<Reason> why, long count, long time) {}

  private static final int SHOWN = 200;

  static StreamRow of(LiveStream stream, long now) {
    Window told = told(stream);
    Top top = null;
    if (told != null && told.silence() != null) {
      top = new Top("", "", told.silence().score(), List.of(), 0, told.silence().since());
    } else if (told != null) {
      Highlight first = told.highlights().get(0);
      top =
          new Top(
              Excerpt.shortened(first.text(), SHOWN),
              first.level(),
              first.score(),
              Reason.within(first.why(), Math.min(SHOWN, first.text().length())),
              first.count(),
              first.time());
    }
    return new StreamRow(
        stream.key(),
        stream.version(),
        stream.perSecond(now),
        stream.seen(),
        skipped(stream.windows().values()),
        stream.lastTime(),
        stream.windows().size(),
        top,
        told == null ? null : (Long) told.start(),
        told == null ? 0 : told.end());
  }

  /**
   * The latest window with a telling highlight or a silence, else the latest one with any; null if
   * none.
   */
  private static Window told(LiveStream stream) {
    Window latest = null;
    for (Window window : stream.windows().descendingMap().values()) {
      if (window.topScore() != null && window.topScore() >= Finding.TELLING) {
        return window;
      }
      if (latest == null && !window.highlights().isEmpty()) {
        latest = window;
      }
    }
    return latest;
  }

  /** One minus the work ratio of some windows together; null if it is not known for any. */
  static Double skipped(Collection<Window> windows) {
    double computed = 0;
    long tokens = 0;
    for (Window window : windows) {
      if (window.workRatio() != null) {
        computed += window.workRatio() * window.tokens();
        tokens += window.tokens();
      }
    }
    return tokens == 0 ? null : 1 - computed / tokens;
  }
}
