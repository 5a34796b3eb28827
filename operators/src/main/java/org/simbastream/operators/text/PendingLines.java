package org.simbastream.operators.text;

import org.simbastream.annotation.Internal;
import org.simbastream.records.IncomingRecord;
import org.simbastream.text.join.OpenRecord;

/**
 * A record that waits for further lines.
 *
 * @param first its first line, with the record's position and time
 * @param open its lines so far
 * @param blank a blank line after them, which is part of the record if it goes on; null if there is
 *     none
 * @param since the processing time at which its last line arrived, in milliseconds
 * @param timer the processing time at which its timer fires, in milliseconds; 0 if it has none
 */
@Internal
public record PendingLines(
    IncomingRecord first, OpenRecord open, IncomingRecord blank, long since, long timer) {

  /** Lines without a timer. */
  PendingLines(IncomingRecord first, OpenRecord open) {
    this(first, open, null, 0, 0);
  }

  /** The text of the blank line; null if there is none. */
  String blankText() {
    return blank == null ? null : blank.text();
  }

  PendingLines withBlank(IncomingRecord line) {
    return new PendingLines(first, open, line, since, timer);
  }

  PendingLines withLine(OpenRecord joined) {
    return new PendingLines(first, joined, null, since, timer);
  }

  /** The same lines, the last of which arrived then, with a timer that fires then. */
  public PendingLines at(long arrival, long fires) {
    return new PendingLines(first, open, blank, arrival, fires);
  }

  /** The record of the lines; the first line itself if there is no other. */
  IncomingRecord joined() {
    return open.lines() == 1 ? first : first.withText(open.text());
  }
}
