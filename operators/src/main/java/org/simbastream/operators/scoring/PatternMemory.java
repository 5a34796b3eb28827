package org.simbastream.operators.scoring;

import java.util.Map;

/** The patterns that one key has shown. */
public interface PatternMemory {

  /** What is known of a pattern; null if it was never seen. */
  PatternCount get(long pattern);

  /** Remembers a pattern. */
  void put(long pattern, PatternCount count);

  /** Forgets a pattern. */
  void remove(long pattern);

  /** All patterns, in any order. */
  Iterable<Map.Entry<Long, PatternCount>> entries();
}
