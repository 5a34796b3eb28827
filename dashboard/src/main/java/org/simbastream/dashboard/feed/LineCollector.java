package org.simbastream.dashboard.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.simbastream.dashboard.live.ScoredLine;
import org.simbastream.records.Position;

/** Collects requested lines of a window while its records are read; its memory is bounded. */
final class LineCollector {

  /** The number of lines kept on either side of a requested one. */
  private static final int CONTEXT = 3;

  private static final class Found {

    private final List<ScoredLine> before;
    private final List<ScoredLine> after = new ArrayList<>();

    Found(Deque<ScoredLine> before) {
      this.before = List.copyOf(before);
    }
  }

  private final Set<Position> wanted;
  private final int maxCharacters;
  private final StringBuilder text = new StringBuilder();
  private final Deque<ScoredLine> latest = new ArrayDeque<>();
  private final Map<Position, Found> found = new LinkedHashMap<>();
  private long lines;
  private long onTime;

  /**
   * @param wanted the positions of the lines whose surroundings are requested
   * @param maxCharacters characters of the text at most
   */
  LineCollector(Set<Position> wanted, int maxCharacters) {
    this.wanted = wanted;
    this.maxCharacters = maxCharacters;
  }

  void take(ScoredLine line) {
    found.values().stream()
        .filter(each -> each.after.size() < CONTEXT)
        .forEach(each -> each.after.add(line));
    if (wanted.contains(line.at())) {
      found.put(line.at(), new Found(latest));
    }
    latest.addLast(line);
    if (latest.size() > CONTEXT) {
      latest.removeFirst();
    }
    if (text.length() < maxCharacters) {
      text.append(lines == 0 ? "" : "\n").append(line.text());
    }
    lines++;
    onTime += line.late() ? 0 : 1;
  }

  /** The number of lines that were not late for the window. */
  long onTime() {
    return onTime;
  }

  /** The collected lines. */
  WindowLines result(long records, String problem) {
    List<WindowLines.Around> around = new ArrayList<>();
    found.forEach((at, it) -> around.add(new WindowLines.Around(at, it.before, it.after)));
    int end = Math.min(text.length(), maxCharacters);
    return new WindowLines(text.substring(0, end), lines, records, around, problem);
  }
}
