package org.simbastream.dashboard.live;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The patterns of one stream in its latest windows. Their number is bounded: beyond it the one that
 * came last the longest ago is dropped, of these the rarest.
 */
final class StreamPatterns {

  /** How many windows are kept, the latest ones. */
  static final int WINDOWS = 30;

  private static final List<String> CHANGES =
      List.of("new", "back", "gone", "up", "down", PatternCount.NONE);

  private final int most;
  private final List<Long> starts = new ArrayList<>(); // of the windows, oldest first
  private final Map<String, PatternTrend> byId = new HashMap<>();

  StreamPatterns(int most) {
    this.most = most;
  }

  /** Takes the count of one pattern; one of a window that is too old is left out. */
  void take(PatternCount told) {
    int column = column(told.windowStart());
    if (column < 0) {
      return;
    }
    byId.computeIfAbsent(told.id(), id -> new PatternTrend(told)).take(told, column);
    if (byId.size() > most) {
      byId.entrySet().stream()
          .min(
              Comparator.comparingLong(
                      (Map.Entry<String, PatternTrend> each) -> each.getValue().lastStart())
                  .thenComparing(each -> each.getValue().total())
                  .thenComparing(Map.Entry::getKey))
          .ifPresent(least -> byId.remove(least.getKey()));
    }
  }

  /** The column of a window; -1 if it is older than those that are kept. */
  private int column(long start) {
    int found = Collections.binarySearch(starts, start);
    if (found >= 0) {
      return found;
    }
    int column = -found - 1;
    if (starts.size() == WINDOWS) {
      if (column == 0) {
        return -1;
      }
      starts.remove(0);
      column--;
      byId.values().forEach(PatternTrend::dropFirst);
      byId.values().removeIf(pattern -> pattern.isOver(starts.get(0)));
    }
    int at = column;
    starts.add(at, start);
    byId.values().forEach(pattern -> pattern.insert(at));
    return at;
  }

  void clear() {
    starts.clear();
    byId.clear();
  }

  long characters() {
    return byId.values().stream().mapToLong(PatternTrend::characters).sum();
  }

  /** The patterns: those that changed last first, of one window the new ones, then the most. */
  PatternsView view() {
    boolean beginning =
        !starts.isEmpty()
            && byId.values().stream().noneMatch(pattern -> pattern.isOlderThan(starts.get(0)));
    return new PatternsView(
        List.copyOf(starts),
        byId.values().stream()
            .map(pattern -> pattern.view(starts, beginning))
            .sorted(
                Comparator.comparing(StreamPatterns::changedAt, Comparator.reverseOrder())
                    .thenComparing(PatternsView.Pattern::change, StreamPatterns::byChange)
                    .thenComparing(PatternsView.Pattern::count, Comparator.reverseOrder())
                    .thenComparing(PatternsView.Pattern::total, Comparator.reverseOrder())
                    .thenComparing(PatternsView.Pattern::id))
            .toList());
  }

  private static long changedAt(PatternsView.Pattern pattern) {
    return pattern.changedAt() == null ? Long.MIN_VALUE : pattern.changedAt();
  }

  private static int byChange(String a, String b) {
    return Integer.compare(rank(a), rank(b));
  }

  private static int rank(String change) {
    int rank = CHANGES.indexOf(change);
    return rank < 0 ? CHANGES.size() : rank;
  }
}
