package org.simbastream.scoring.pattern;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.simbastream.annotation.Internal;
import org.simbastream.records.ScoredRecord;
import org.simbastream.scoring.ScoredChunk;

/**
 * The patterns of one key's open window. Immutable; adding a chunk makes a new one.
 *
 * @param patterns by id, in the order in which they came first
 */
@Internal
public record WindowPatterns(Map<Long, SeenPattern> patterns) {

  /** A window before its first record. */
  public static final WindowPatterns NONE = new WindowPatterns(Map.of());

  /**
   * The window with a chunk added.
   *
   * @param most the greatest number of patterns; records of further ones are not counted
   */
  public WindowPatterns plus(ScoredChunk chunk, int most) {
    Map<Long, SeenPattern> seen = new LinkedHashMap<>(patterns);
    for (ScoredRecord record : chunk.records()) {
      if (record.pattern() == null) {
        continue;
      }
      long id = record.pattern().id();
      if (seen.size() < most || seen.containsKey(id)) {
        seen.merge(id, SeenPattern.of(record), SeenPattern::plus);
      }
    }
    return new WindowPatterns(Collections.unmodifiableMap(seen));
  }
}
