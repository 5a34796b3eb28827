package org.simbastream.records;

import java.util.Optional;
import org.simbastream.annotation.PublicApi;

/**
 * What a person says about a pattern. It holds from the moment at which the job hears of it, for
 * records whose event time lies before its end.
 *
 * @param id by which it is replaced and undone
 * @param action what is said
 * @param pattern the pattern's id, see {@link StreamPattern#id}; 0 for {@link Action#UNDO}
 * @param key the stream of which it is said; null: of all streams
 * @param until the first event time for which it no longer holds, in milliseconds since the epoch;
 *     {@link #FOR_EVER} for none
 * @param by who said it; may be empty
 * @param note why; may be empty
 * @param at when it was said, in milliseconds since the epoch
 */
@PublicApi
public record Teaching(
    String id,
    Action action,
    long pattern,
    String key,
    long until,
    String by,
    String note,
    long at) {

  /** The end of what has none. */
  public static final long FOR_EVER = Long.MAX_VALUE;

  /** What is said of a pattern. The order stands in savepoints: new ones go to the end. */
  public enum Action {
    /** Its records are counted, and neither told nor shown. */
    MUTE("mute"),
    /** Each of its records is worth an alert. */
    ALWAYS_TELL("always-tell"),
    /** Its records score less. */
    NOT_WORTH_IT("not-worth-it"),
    /** Its records score more. */
    GOOD_CATCH("good-catch"),
    /** What was said under the same id no longer holds. */
    UNDO("undo");

    private final String word;

    Action(String word) {
      this.word = word;
    }

    /** The action as commands and results name it. */
    public String word() {
      return word;
    }

    /** The action with that name, if there is one. */
    public static Optional<Action> of(String word) {
      for (Action action : values()) {
        if (action.word.equals(word)) {
          return Optional.of(action);
        }
      }
      return Optional.empty();
    }
  }

  /** Takes back what was said under an id. */
  public static Teaching undo(String id, String by, String note, long at) {
    return new Teaching(id, Action.UNDO, 0, null, FOR_EVER, by, note, at);
  }

  /** Whether it is said of a stream at an event time. */
  public boolean holds(String stream, long time) {
    return time < until && (key == null || key.equals(stream));
  }
}
