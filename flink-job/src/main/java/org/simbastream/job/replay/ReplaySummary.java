package org.simbastream.job.replay;

import java.util.Map;
import java.util.TreeMap;

/** What came of a replay; grows as it goes on. */
public final class ReplaySummary {

  private final Map<String, Long> byTopic = new TreeMap<>();
  private long replayed;
  private long fromLetters;
  private long again;
  private long unreplayable;
  private long filtered;
  private long before;

  ReplaySummary() {}

  void replayed(Replayed one) {
    replayed++;
    fromLetters += one.fromPosition() ? 0 : 1;
    again += one.letter().replays() > 0 ? 1 : 0;
    byTopic.merge(one.record().topic(), 1L, Long::sum);
  }

  void add(int newlyFiltered, int doneBefore, int newlyUnreplayable) {
    filtered += newlyFiltered;
    before += doneBefore;
    unreplayable += newlyUnreplayable;
  }

  /** Letters replayed, by the topic they were sent to. */
  public Map<String, Long> byTopic() {
    return new TreeMap<>(byTopic);
  }

  /** Letters replayed. */
  public long replayed() {
    return replayed;
  }

  /** Of these, those made of the letter because its record is gone. */
  public long fromLetters() {
    return fromLetters;
  }

  /** Of these, those that had been replayed before and were rejected again. */
  public long again() {
    return again;
  }

  /** Letters that can't be replayed. */
  public long unreplayable() {
    return unreplayable;
  }

  /** Letters that were not asked for. */
  public long filtered() {
    return filtered;
  }

  /** Letters that lie between others and were replayed by an earlier run. */
  public long before() {
    return before;
  }
}
