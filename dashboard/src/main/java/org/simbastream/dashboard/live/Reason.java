package org.simbastream.dashboard.live;

import java.util.List;

/**
 * A reason for a record's score.
 *
 * @param kind what deviates
 * @param from the first character of the text that deviates; -1 if it is the record as a whole
 * @param to the character after the last one; -1 likewise
 * @param nats by how much; null if this is not known
 * @param expected what usually stands there; empty if nothing does
 */
public record Reason(String kind, int from, int to, Double nats, String expected) {

  /** What one without words takes, in characters. */
  private static final int OVERHEAD = 40;

  /** The same in a text that begins elsewhere. */
  Reason movedBy(int characters) {
    return from < 0 ? this : new Reason(kind, from + characters, to + characters, nats, expected);
  }

  /** Those that lie within the first characters of the text, or concern the record as a whole. */
  static List<Reason> within(List<Reason> why, int length) {
    return why.stream().filter(reason -> reason.to <= length).toList();
  }

  long characters() {
    return OVERHEAD + kind.length() + expected.length();
  }
}
