package org.simbastream.operators.teaching;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.simbastream.annotation.Internal;
import org.simbastream.records.ScoredRecord;
import org.simbastream.records.Teaching;
import org.simbastream.records.Teaching.Action;

/**
 * What people have taught, and what becomes of records by it. The order in which they taught does
 * not count: only what holds does.
 *
 * <ul>
 *   <li>What is said of the record's own stream displaces what is said of all streams: a pattern
 *       can be muted everywhere but here. If a pattern is both muted and always told in the same
 *       place, it is muted.
 *   <li>A muted record keeps its score, and is marked.
 *   <li>Each good catch multiplies the score by {@link #WEIGHT}, each record that is not worth it
 *       divides it by that; they cancel out, and at most {@link #MOST_VOTES} count.
 *   <li>A record that is always told has at least the score that opens an alert.
 * </ul>
 */
@Internal
public final class Teachings {

  /** Nothing is taught, and nothing will be. */
  public static final Teachings NONE = new Teachings(Double.POSITIVE_INFINITY);

  /** The factor of one vote. */
  public static final double WEIGHT = 1.5;

  /** The greatest number of votes, in either direction, that count. */
  public static final int MOST_VOTES = 3;

  private final double threshold;
  private final Map<String, Teaching> byId = new HashMap<>();
  private final Map<Long, Map<String, Teaching>> byPattern = new HashMap<>();

  /**
   * Nothing is taught yet.
   *
   * @param threshold the score that opens an alert
   */
  public Teachings(double threshold) {
    this.threshold = threshold;
  }

  /** Whether nothing is taught. */
  public boolean isEmpty() {
    return byId.isEmpty();
  }

  int size() {
    return byId.size();
  }

  /** All of them. */
  Collection<Teaching> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  boolean contains(String id) {
    return byId.containsKey(id);
  }

  /** Adds one, in place of the one with the same id. */
  void put(Teaching teaching) {
    remove(teaching.id());
    byId.put(teaching.id(), teaching);
    byPattern
        .computeIfAbsent(teaching.pattern(), pattern -> new LinkedHashMap<>())
        .put(teaching.id(), teaching);
  }

  /** Removes one, if it is there. */
  void remove(String id) {
    Teaching removed = byId.remove(id);
    if (removed != null) {
      Map<String, Teaching> rest = byPattern.get(removed.pattern());
      rest.remove(id);
      if (rest.isEmpty()) {
        byPattern.remove(removed.pattern());
      }
    }
  }

  /** The record as it becomes by what is taught of its pattern. */
  public ScoredRecord apply(ScoredRecord record) {
    Map<String, Teaching> said =
        record.pattern() == null ? null : byPattern.get(record.pattern().id());
    if (said == null) {
      return record;
    }
    Action here = null;
    Action everywhere = null;
    int votes = 0;
    for (Teaching teaching : said.values()) {
      Action action = teaching.action();
      if (!teaching.holds(record.key(), record.time())) {
        continue;
      }
      if (action == Action.GOOD_CATCH) {
        votes++;
      } else if (action == Action.NOT_WORTH_IT) {
        votes--;
      } else if (teaching.key() != null) {
        here = stronger(here, action);
      } else {
        everywhere = stronger(everywhere, action);
      }
    }
    return become(record, here == null ? everywhere : here, votes);
  }

  private static Action stronger(Action before, Action now) {
    return before == Action.MUTE ? before : now;
  }

  private ScoredRecord become(ScoredRecord record, Action rule, int votes) {
    if (rule == Action.MUTE) {
      return record.taught(rule, record.score());
    }
    double score = record.score();
    for (int vote = Math.min(Math.abs(votes), MOST_VOTES); vote > 0; vote--) {
      score = votes > 0 ? score * WEIGHT : score / WEIGHT;
    }
    if (rule == Action.ALWAYS_TELL) {
      return record.taught(rule, Math.max(score, threshold));
    }
    return votes == 0
        ? record
        : record.taught(votes > 0 ? Action.GOOD_CATCH : Action.NOT_WORTH_IT, score);
  }
}
