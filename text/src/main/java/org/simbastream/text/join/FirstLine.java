package org.simbastream.text.join;

import org.simbastream.text.time.EventTimes;

/**
 * The first line of a record, looked at only if a line depends on it.
 *
 * @param text the record's text, from which the first line is taken
 */
record FirstLine(String text) {

  /** Whether it begins at the margin and has a time. */
  boolean isTimed() {
    String line = line();
    return !Continuation.isIndented(line) && EventTimes.hasTime(line);
  }

  /** Whether it begins with white space. */
  boolean isIndented() {
    return Continuation.isIndented(line());
  }

  private String line() {
    int end = text.indexOf('\n');
    String first = end < 0 ? text : text.substring(0, end);
    return Continuation.decisive(Envelope.of(first).content(first));
  }
}
