package org.simbastream.job.replay;

import java.util.Map;
import java.util.TreeMap;

/** The counts of a replay; they grow while it runs. */
public final class ReplaySummary {

  private final Map<String, Long> byTopic = new TreeMap<>();
  private long replayed;
  private long fromLetters;
  private long again;
  private long unreplayable;
  private long filtered;
  private long before;

  ReplaySummary() {}

  void replayed(RestoredRecord one) {
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

  /** Those of them restored from the letter because its record is gone. */
  public long fromLetters() {
    return fromLetters;
  }

  /** Those of them that had been replayed before and were rejected again. */
  public long again() {
    return again;
  }

  /** Letters that can't be replayed. */
  public long unreplayable() {
    return unreplayable;
  }

  /** The number of letters that the filter excludes. */
  public long filtered() {
    return filtered;
  }

  /** Letters that lie between others and were replayed by an earlier run. */
  public long before() {
    return before;
  }
}
