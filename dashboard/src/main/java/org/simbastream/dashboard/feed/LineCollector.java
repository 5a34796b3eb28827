package org.simbastream.dashboard.feed;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.simbastream.dashboard.board.Line;
import org.simbastream.operators.record.Position;

/** Keeps of a window's lines, as they go by, what is asked for; its memory does not grow. */
final class LineCollector {

  /** Lines on either side of one that was asked for. */
  private static final int CONTEXT = 3;

  private static final class Found {

    private final List<Line> before;
    private final List<Line> after = new ArrayList<>();

    Found(Deque<Line> before) {
      this.before = List.copyOf(before);
    }
  }

  private final Set<Position> wanted;
  private final int maxCharacters;
  private final StringBuilder text = new StringBuilder();
  private final Deque<Line> latest = new ArrayDeque<>();
  private final Map<Position, Found> found = new LinkedHashMap<>();
  private long lines;
  private long onTime;

  /**
   * @param wanted where the lines stand whose surroundings are asked for
   * @param maxCharacters characters of the text at most
   */
  LineCollector(Set<Position> wanted, int maxCharacters) {
    this.wanted = wanted;
    this.maxCharacters = maxCharacters;
  }

  void take(Line line) {
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

  /** How many lines came that the window was still open for. */
  long onTime() {
    return onTime;
  }

  /** What came of it. */
  WindowLines result(long records, String problem) {
    List<WindowLines.Around> around = new ArrayList<>();
    found.forEach((at, it) -> around.add(new WindowLines.Around(at, it.before, it.after)));
    int end = Math.min(text.length(), maxCharacters);
    return new WindowLines(text.substring(0, end), lines, records, around, problem);
  }
}
