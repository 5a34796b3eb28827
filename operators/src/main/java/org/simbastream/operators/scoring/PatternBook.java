package org.simbastream.operators.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Counts the patterns of a key within a bound: when a new one would exceed it, the half that was
 * not seen for longest is forgotten. Depends on the records alone, so that a replay counts the
 * same.
 */
final class PatternBook {

  private final int maxPatterns;

  PatternBook(int maxPatterns) {
    this.maxPatterns = maxPatterns;
  }

  /**
   * Counts one more record.
   *
   * @param before the key's history before it
   * @return how often its pattern was seen before; 0 if it is new
   */
  long count(long pattern, KeyHistory before, PatternMemory memory) {
    PatternCount known = memory.get(pattern);
    long seen = known == null ? 0 : known.count();
    memory.put(pattern, new PatternCount(seen + 1, before.records() + 1));
    return seen;
  }

  /** How many patterns are remembered once a new one has come in; forgets some if too many. */
  int afterNew(int patterns, PatternMemory memory) {
    if (patterns + 1 <= maxPatterns) {
      return patterns + 1;
    }
    List<Map.Entry<Long, Long>> byAge = new ArrayList<>();
    for (Map.Entry<Long, PatternCount> entry : memory.entries()) {
      byAge.add(Map.entry(entry.getKey(), entry.getValue().lastRecord()));
    }
    byAge.sort(Map.Entry.comparingByValue(Comparator.naturalOrder()));
    int forgotten = byAge.size() - maxPatterns / 2;
    for (int i = 0; i < forgotten; i++) {
      memory.remove(byAge.get(i).getKey());
    }
    return byAge.size() - forgotten;
  }
}
