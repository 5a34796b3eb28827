package org.simbastream.records;

import java.util.List;
import org.simbastream.annotation.PublicApi;

/**
 * A record that an alert shows.
 *
 * @param text its text, at most {@link #MAX_TEXT} characters of it; an ellipsis marks a cut
 * @param score its score
 * @param time its event time, in milliseconds since the epoch
 * @param position its position in Kafka
 * @param why the reasons for its score that stand in this part of its text, or concern it as a
 *     whole
 */
@PublicApi
public record AlertLine(
    String text, double score, long time, Position position, List<Deviation> why) {

  /** The greatest length of a text, in characters. */
  public static final int MAX_TEXT = 1_024;

  private static final String ELLIPSIS = "…";

  /** The record as an alert shows it. */
  public static AlertLine of(ScoredRecord record) {
    String text = record.text();
    List<Deviation> why = record.why();
    if (text.length() > MAX_TEXT) {
      int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
      text = text.substring(0, end) + ELLIPSIS;
      why = why.stream().filter(reason -> reason.to() <= end).toList();
    }
    return new AlertLine(text, record.score(), record.time(), record.position(), why);
  }
}
