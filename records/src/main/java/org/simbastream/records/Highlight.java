package org.simbastream.records;

import java.util.List;
import org.simbastream.annotation.PublicApi;

/**
 * One of the most telling records of a window, which represents those that say the same: records of
 * its pattern whose words deviate in the same way.
 *
 * @param text the text of the one with the highest score among them
 * @param score that record's score
 * @param count how many records of the window it represents, itself included
 * @param time that record's event time, in milliseconds since the epoch
 * @param position that record's position in Kafka
 * @param why the reasons for its score, as of {@link ScoredRecord}
 * @param attributes what that record carries beside its text
 */
@PublicApi
public record Highlight(
    String text,
    double score,
    long count,
    long time,
    Position position,
    List<Deviation> why,
    Attributes attributes) {

  /** A highlight with nothing beside its text. */
  public Highlight(
      String text, double score, long count, long time, Position position, List<Deviation> why) {
    this(text, score, count, time, position, why, Attributes.NONE);
  }
}
