package org.simbastream.records;

import java.util.List;
import org.simbastream.annotation.PublicApi;

/**
 * What happened on a stream that is worth a look: records of one kind with high scores that follow
 * each other, or a silence. It is told when it opens, now and then while it goes on, and when it
 * closes.
 *
 * @param key the stream
 * @param kind what it is about; a stream has at most one open alert of a kind
 * @param state whether it opens, goes on or closes with this
 * @param id what all that is told of this alert has in common, and nothing else; the same after a
 *     restart, and whenever the same records are read again
 * @param sequence how often it was told before, plus 1
 * @param firstSeen the event time of its earliest record, or at which the silence began, in
 *     milliseconds since the epoch
 * @param lastSeen the event time of its latest record, or at which the silence was told or ended
 * @param count how many records it is of; of a silence, how often it was told
 * @param score the highest score among them
 * @param lines the records with the highest scores, highest first; no text twice
 * @param suppressed how many other alerts of this stream were not told since the last one that
 *     opened, because there were too many in an hour; 0 unless this one opens
 */
@PublicApi
public record Alert(
    String key,
    AlertKind kind,
    State state,
    String id,
    int sequence,
    long firstSeen,
    long lastSeen,
    long count,
    double score,
    List<AlertLine> lines,
    long suppressed) {

  /** Where an alert stands. The order stands in savepoints: new states go to the end. */
  public enum State {
    /** It is new. */
    OPENED("opened"),
    /** It goes on. */
    UPDATED("updated"),
    /** It is over. */
    CLOSED("closed");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** The state as results name it. */
    public String word() {
      return word;
    }
  }

  /** The same alert as it is told next. */
  public Alert told(State nextState, long othersSuppressed) {
    return new Alert(
        key,
        kind,
        nextState,
        id,
        sequence + 1,
        firstSeen,
        lastSeen,
        count,
        score,
        lines,
        othersSuppressed);
  }

  /** The same alert, last seen at another time. */
  public Alert seenUntil(long time) {
    return new Alert(
        key, kind, state, id, sequence, firstSeen, time, count, score, lines, suppressed);
  }
}
