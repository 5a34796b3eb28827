package org.simbastream.scoring;

import java.util.Map;
import org.simbastream.annotation.Internal;

/** The patterns that one key has shown. */
@Internal
public interface PatternMemory {

  /** The count of a pattern; null if it was never seen. */
  PatternCount get(long pattern);

  /** Remembers a pattern. */
  void put(long pattern, PatternCount count);

  /** Forgets a pattern. */
  void remove(long pattern);

  /** All patterns, in any order. */
  Iterable<Map.Entry<Long, PatternCount>> entries();
}
