package org.simbastream.scoring;

import java.util.HashMap;
import java.util.Map;
import org.simbastream.annotation.Internal;

/** The patterns of one stream that is read outside Flink. */
@Internal
public final class HeapPatternMemory implements PatternMemory {

  private final Map<Long, PatternCount> patterns = new HashMap<>();

  @Override
  public PatternCount get(long pattern) {
    return patterns.get(pattern);
  }

  @Override
  public void put(long pattern, PatternCount count) {
    patterns.put(pattern, count);
  }

  @Override
  public void remove(long pattern) {
    patterns.remove(pattern);
  }

  @Override
  public Iterable<Map.Entry<Long, PatternCount>> entries() {
    return patterns.entrySet();
  }
}
