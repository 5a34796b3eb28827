package org.simbastream.scoring.pattern;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.simbastream.annotation.Internal;

/**
 * The patterns of a key's ended windows, and how often each usually comes. Immutable.
 *
 * @param patterns by id
 */
@Internal
public record UsualPatterns(SortedMap<Long, UsualPattern> patterns) {

  /** A key before its first ended window. */
  public static final UsualPatterns NONE = new UsualPatterns(Collections.emptySortedMap());

  /** The given patterns, without those that came last the longest ago if there are too many. */
  static UsualPatterns of(Map<Long, UsualPattern> patterns, int most) {
    SortedMap<Long, UsualPattern> kept = new TreeMap<>(patterns);
    if (kept.size() > most) {
      List<Long> latestFirst =
          patterns.entrySet().stream()
              .sorted(
                  Comparator.comparingLong(
                          (Map.Entry<Long, UsualPattern> entry) -> entry.getValue().lastEnd())
                      .reversed()
                      .thenComparing(Map.Entry.comparingByKey()))
              .map(Map.Entry::getKey)
              .toList();
      latestFirst.subList(most, latestFirst.size()).forEach(kept::remove);
    }
    return new UsualPatterns(Collections.unmodifiableSortedMap(kept));
  }
}
