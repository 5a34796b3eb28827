package org.simbastream.dashboard.live;

import java.util.List;
import org.simbastream.records.Position;

/**
 * A scored record as the page keeps it.
 *
 * @param sequence its number on its stream, as the page has read it
 * @param time event time, in milliseconds since the epoch
 * @param at the record's position
 * @param text its text, cut
 * @param level how severe the record says that it is; empty if it does not say
 * @param score in nats; null if it could not be computed
 * @param depthMean mean highway depth of its tokens; null if it could not be computed
 * @param tokens how many tokens were read of it
 * @param late whether its window had been closed
 * @param why the reasons for its score
 */
public record ScoredLine(
    long sequence,
    long time,
    Position at,
    String text,
    String level,
    Double score,
    Double depthMean,
    int tokens,
    boolean late,
    List<Reason> why) {

  ScoredLine numbered(long number) {
    return new ScoredLine(number, time, at, text, level, score, depthMean, tokens, late, why);
  }

  long characters() {
    long sum = text.length();
    for (Reason reason : why) {
      sum += reason.characters();
    }
    return sum;
  }
}
