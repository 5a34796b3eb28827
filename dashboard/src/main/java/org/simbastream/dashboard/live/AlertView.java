package org.simbastream.dashboard.live;

import java.util.List;
import org.simbastream.records.Position;

/**
 * An alert as it was told last.
 *
 * @param key its stream
 * @param kind what it is about
 * @param open whether it goes on
 * @param id what all that is told of it has in common
 * @param firstSeen event time of its first record, in milliseconds since the epoch
 * @param lastSeen event time of its last record
 * @param count how many records it is of
 * @param score the highest score among them; null if it could not be computed
 * @param lines the most telling of them, most telling first; empty if it is a silence
 * @param suppressed how many others of its stream were not told before it
 * @param window the start of the window that its most telling record stands in; null if the page
 *     does not keep it
 */
public record AlertView(
    String key,
    String kind,
    boolean open,
    String id,
    long firstSeen,
    long lastSeen,
    long count,
    Double score,
    List<Line> lines,
    long suppressed,
    Long window) {

  /** One of its records. */
  public record Line(String text, Double score, long time, Position at, List<Reason> why) {

    private Line shown() {
      Excerpt excerpt = Excerpt.of(text, "", why);
      return new Line(excerpt.text(), score, time, at, excerpt.why());
    }
  }

  /** What a stream has at most one open alert of. */
  String name() {
    return kind + "/" + key;
  }

  /** The event time to look at: that of its most telling record, else that at which it began. */
  long told() {
    return lines.isEmpty() ? firstSeen : lines.get(0).time();
  }

  /** As a list shows it: only the message of its most telling record. */
  AlertView shown() {
    List<Line> first = lines.stream().limit(1).map(Line::shown).toList();
    return with(first, window);
  }

  AlertView in(Long itsWindow) {
    return with(lines, itsWindow);
  }

  private AlertView with(List<Line> itsLines, Long itsWindow) {
    return new AlertView(
        key, kind, open, id, firstSeen, lastSeen, count, score, itsLines, suppressed, itsWindow);
  }
}
