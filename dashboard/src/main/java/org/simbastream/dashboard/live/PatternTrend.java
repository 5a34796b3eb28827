package org.simbastream.dashboard.live;

import java.util.Arrays;
import java.util.List;

/** One pattern of a stream: what it says, and its count in each of the latest windows. */
final class PatternTrend {

  /** What one without words takes, in characters. */
  private static final int OVERHEAD = 2 * StreamPatterns.WINDOWS + 100;

  private final int[] counts = new int[StreamPatterns.WINDOWS]; // (windows), as StreamPatterns'
  private PatternCount last;
  private PatternCount change; // the latest one; null if none was told
  private long newIn = Long.MIN_VALUE; // the start of the window in which it was new

  PatternTrend(PatternCount first) {
    this.last = first;
  }

  void take(PatternCount told, int column) {
    counts[column] = (int) Math.max(0, Math.min(Integer.MAX_VALUE, told.count()));
    if (told.windowStart() >= last.windowStart()) {
      last = told;
    }
    if (told.change().equals(PatternCount.NEW)) {
      newIn = told.windowStart();
    }
    boolean changed = !told.change().equals(PatternCount.NONE);
    if (changed && (change == null || told.windowStart() >= change.windowStart())) {
      change = told;
    }
  }

  /** Forgets the oldest window: what was in column 1 is in column 0. */
  void dropFirst() {
    System.arraycopy(counts, 1, counts, 0, counts.length - 1);
    counts[counts.length - 1] = 0;
  }

  /** Makes room for a window between others. */
  void insert(int column) {
    System.arraycopy(counts, column, counts, column + 1, counts.length - 1 - column);
    counts[column] = 0;
  }

  /** Whether nothing of it is left in the windows from one on. */
  boolean isOver(long firstStart) {
    return last.windowStart() < firstStart;
  }

  /** Whether the stream knew it when a window began, as far as the page can tell. */
  boolean isOlderThan(long start) {
    return !last.id().equals(PatternCount.OTHER) && newIn < start;
  }

  long lastStart() {
    return last.windowStart();
  }

  long total() {
    return Arrays.stream(counts).asLongStream().sum();
  }

  long characters() {
    return OVERHEAD + last.text().length() + last.example().length();
  }

  /**
   * As the page shows it.
   *
   * @param starts the windows that are kept
   * @param beginning whether the stream began with the first of them, in which everything is new
   */
  PatternsView.Pattern view(List<Long> starts, boolean beginning) {
    boolean changed = change != null && change.windowStart() >= starts.get(0) + (beginning ? 1 : 0);
    return new PatternsView.Pattern(
        last.id(),
        last.text(),
        last.example(),
        counts[changed ? starts.indexOf(change.windowStart()) : starts.size() - 1],
        total(),
        last.usual(),
        changed ? change.change() : PatternCount.NONE,
        changed ? (Long) change.windowStart() : null,
        Arrays.stream(counts, 0, starts.size()).boxed().toList());
  }
}
