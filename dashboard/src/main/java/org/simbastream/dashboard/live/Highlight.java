package org.simbastream.dashboard.live;

import java.util.List;
import org.simbastream.records.Position;

/**
 * A telling record of a window, with the lines around it as far as they were still kept.
 *
 * @param text its text, cut
 * @param level how severe the record says that it is; empty if it does not say
 * @param score in nats; null if it could not be computed
 * @param count how many records of the window have its pattern
 * @param time event time, in milliseconds since the epoch
 * @param at the record's position
 * @param why the reasons for its score
 * @param before the lines just before it
 * @param after the lines just after it
 */
public record Highlight(
    String text,
    String level,
    Double score,
    long count,
    long time,
    Position at,
    List<Reason> why,
    List<ScoredLine> before,
    List<ScoredLine> after) {

  Highlight within(List<ScoredLine> linesBefore, List<ScoredLine> linesAfter) {
    return new Highlight(text, level, score, count, time, at, why, linesBefore, linesAfter);
  }

  long characters() {
    long sum = text.length();
    for (Reason reason : why) {
      sum += reason.characters();
    }
    for (ScoredLine line : before) {
      sum += line.characters();
    }
    for (ScoredLine line : after) {
      sum += line.characters();
    }
    return sum;
  }
}
