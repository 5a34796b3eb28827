package org.simbastream.evaluation.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import org.simbastream.scoring.RecordPattern;

/**
 * Patterns of lines: of the latest lines each is found once, since every ranking asks for the same.
 */
public final class LinePatterns {

  private static final int MAX_LINES = 1 << 16;

  private static final Map<String, RecordPattern> LATEST =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RecordPattern> eldest) {
          return size() > MAX_LINES;
        }
      };

  private LinePatterns() {}

  /** The pattern of a line. */
  public static RecordPattern of(String line) {
    synchronized (LATEST) {
      return LATEST.computeIfAbsent(line, RecordPattern::of);
    }
  }
}
