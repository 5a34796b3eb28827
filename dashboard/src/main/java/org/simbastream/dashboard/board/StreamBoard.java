package org.simbastream.dashboard.board;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.simbastream.operators.record.Position;

/** What the page knows of one stream. Not thread-safe; {@link Board} guards it. */
final class StreamBoard {

  /** Lines kept on either side of a highlight. */
  static final int CONTEXT = 3;

  private final String key;
  private final Bounds bounds;
  private final RateMeter rate = new RateMeter();
  private final Deque<Line> lines = new ArrayDeque<>();
  private final TellingLines telling = new TellingLines(); // of those that lines gave up
  private final NavigableMap<Long, Window> windows = new TreeMap<>(); // by start
  private final NavigableMap<Long, WindowWork> work = new TreeMap<>(); // by start
  private long seen;
  private long lastTime = Long.MIN_VALUE; // event time of a record
  private long characters;
  private long version;

  StreamBoard(String key, Bounds bounds) {
    this.key = key;
    this.bounds = bounds;
  }

  void add(Line line, long now, long change) {
    Line numbered = line.numbered(++seen);
    lines.addLast(numbered);
    characters += numbered.text().length();
    if (lines.size() > bounds.lines()) {
      for (Line gone : telling.add(lines.removeFirst())) {
        characters -= gone.text().length();
      }
    }
    rate.add(now, 1);
    lastTime = Math.max(lastTime, line.time());
    version = change;
  }

  void add(Window window, long change) {
    for (Window earlier : windows.descendingMap().values().stream().limit(2).toList()) {
      put(withContext(earlier)); // its lines may have come after it
    }
    put(withContext(window));
    while (windows.size() > bounds.windows()) {
      characters -= windows.pollFirstEntry().getValue().characters();
    }
    for (Highlight highlight : window.highlights()) {
      lastTime = Math.max(lastTime, highlight.time());
    }
    version = change;
  }

  void add(long start, WindowWork counts, long change) {
    work.put(start, counts);
    while (work.size() > bounds.windows()) {
      work.pollFirstEntry();
    }
    version = change;
  }

  private void put(Window window) {
    Window before = windows.put(window.start(), window);
    characters += window.characters() - (before == null ? 0 : before.characters());
  }

  /** Gives up the older half of its texts. */
  void shed() {
    for (Line line : telling.lines()) {
      characters -= line.text().length();
    }
    for (int left = lines.size() / 2; left > 0; left--) {
      characters -= lines.removeFirst().text().length();
    }
    telling.clear(lines.isEmpty() ? seen + 1 : lines.getFirst().sequence());
    for (int left = windows.size() / 2; left > 0; left--) {
      characters -= windows.pollFirstEntry().getValue().characters();
    }
  }

  /** The window, with the lines around its highlights as far as they are known by now. */
  Window withContext(Window window) {
    if (window.highlights().stream().allMatch(Highlight::hasContext)) {
      return window;
    }
    return window.withHighlights(window.highlights().stream().map(this::withContext).toList());
  }

  private Highlight withContext(Highlight highlight) {
    if (highlight.hasContext()) {
      return highlight;
    }
    Deque<Line> before = new ArrayDeque<>();
    List<Line> after = new ArrayList<>();
    boolean found = false;
    for (Line line : lines) {
      if (found) {
        after.add(line);
        if (after.size() == CONTEXT) {
          break;
        }
      } else if (isAt(line, highlight.at())) {
        found = true;
      } else {
        before.addLast(line);
        if (before.size() > CONTEXT) {
          before.removeFirst();
        }
      }
    }
    return found ? highlight.within(List.copyOf(before), after) : highlight;
  }

  private static boolean isAt(Line line, Position position) {
    return line.at().offset() == position.offset() && line.at().equals(position);
  }

  /** Records a second: of those read, or where only summaries come, of the last window. */
  double perSecond(long now) {
    if (seen > 0 || windows.isEmpty()) {
      return rate.perSecond(now);
    }
    Window last = windows.lastEntry().getValue();
    return 1000.0 * last.records() / Math.max(1, last.end() - last.start());
  }

  String key() {
    return key;
  }

  long seen() {
    return seen;
  }

  long lastTime() {
    return lastTime;
  }

  long characters() {
    return characters;
  }

  long version() {
    return version;
  }

  Deque<Line> lines() {
    return lines;
  }

  /** The most telling of the lines before {@link #lines}. */
  TellingLines telling() {
    return telling;
  }

  NavigableMap<Long, Window> windows() {
    return windows;
  }

  NavigableMap<Long, WindowWork> work() {
    return work;
  }
}
