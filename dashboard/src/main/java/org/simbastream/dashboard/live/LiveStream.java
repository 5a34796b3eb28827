package org.simbastream.dashboard.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.simbastream.records.Position;

/** The page's data of one stream. Not thread-safe; {@link LiveState} guards it. */
final class LiveStream {

  /** Lines kept on either side of a highlight. */
  static final int CONTEXT = 3;

  private final String key;
  private final Limits bounds;
  private final RateMeter rate = new RateMeter();
  private final Deque<ScoredLine> lines = new ArrayDeque<>();
  private final TopScoredLines telling = new TopScoredLines(); // of the lines dropped from the tail
  private final NavigableMap<Long, Window> windows = new TreeMap<>(); // by start
  private final NavigableMap<Long, WindowOpCounts> work = new TreeMap<>(); // by start
  private final StreamPatterns patterns;
  private long patternsVersion;
  private long seen;
  private long lastTime = Long.MIN_VALUE; // event time of a record
  private long characters;
  private long version;

  LiveStream(String key, Limits bounds) {
    this.key = key;
    this.bounds = bounds;
    this.patterns = new StreamPatterns(bounds.patterns());
  }

  void add(ScoredLine line, long now, long change) {
    ScoredLine numbered = line.numbered(++seen);
    lines.addLast(numbered);
    characters += numbered.characters();
    if (lines.size() > bounds.lines()) {
      for (ScoredLine gone : telling.add(lines.removeFirst())) {
        characters -= gone.characters();
      }
    }
    rate.add(now, 1);
    lastTime = Math.max(lastTime, line.time());
    version = change;
  }

  void add(Window window, long change) {
    for (Window earlier : windows.descendingMap().values().stream().limit(2).toList()) {
      put(withContext(earlier)); // its lines may arrive after it
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

  void add(long start, WindowOpCounts counts, long change) {
    work.put(start, counts);
    while (work.size() > bounds.windows()) {
      work.pollFirstEntry();
    }
    version = change;
  }

  void add(PatternCount told, long change) {
    long before = patterns.characters();
    patterns.take(told);
    characters += patterns.characters() - before;
    patternsVersion = change;
    version = change;
  }

  private void put(Window window) {
    Window before = windows.put(window.start(), window);
    characters += window.characters() - (before == null ? 0 : before.characters());
  }

  /** Drops the older half of its texts, and its patterns, of which the next windows tell again. */
  void shed() {
    characters -= patterns.characters();
    patterns.clear();
    for (ScoredLine line : telling.lines()) {
      characters -= line.characters();
    }
    for (int left = lines.size() / 2; left > 0; left--) {
      characters -= lines.removeFirst().characters();
    }
    telling.clear(lines.isEmpty() ? seen + 1 : lines.getFirst().sequence());
    for (int left = windows.size() / 2; left > 0; left--) {
      characters -= windows.pollFirstEntry().getValue().characters();
    }
  }

  /** The window, with the lines around its highlights as far as they are known by now. */
  Window withContext(Window window) {
    if (window.highlights().stream().allMatch(LiveStream::isWhole)) {
      return window;
    }
    return window.withHighlights(window.highlights().stream().map(this::withContext).toList());
  }

  private Highlight withContext(Highlight highlight) {
    if (isWhole(highlight)) {
      return highlight;
    }
    Deque<ScoredLine> before = new ArrayDeque<>();
    List<ScoredLine> after = new ArrayList<>();
    boolean found = false;
    for (ScoredLine line : lines) {
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
    return found
        ? highlight.within(
            longer(highlight.before(), List.copyOf(before)), longer(highlight.after(), after))
        : highlight;
  }

  /** Whether no more lines come after it: those before it came before them. */
  private static boolean isWhole(Highlight highlight) {
    return highlight.after().size() == CONTEXT;
  }

  /** What was kept of lines around a highlight, or what is known by now. */
  private static List<ScoredLine> longer(List<ScoredLine> kept, List<ScoredLine> known) {
    return kept.size() > known.size() ? kept : known;
  }

  private static boolean isAt(ScoredLine line, Position position) {
    return line.at().offset() == position.offset() && line.at().equals(position);
  }

  /** Records per second: of those read or, if only summaries arrive, of the last window. */
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

  Deque<ScoredLine> lines() {
    return lines;
  }

  /** The most telling of the lines before {@link #lines}. */
  TopScoredLines telling() {
    return telling;
  }

  NavigableMap<Long, Window> windows() {
    return windows;
  }

  StreamPatterns patterns() {
    return patterns;
  }

  /** Grows with every change of its patterns. */
  long patternsVersion() {
    return patternsVersion;
  }

  /** The latest event time that it knows, in milliseconds since the epoch; the least if none. */
  long latestTime() {
    return windows.isEmpty()
        ? lastTime
        : Math.max(lastTime, windows.lastEntry().getValue().end() - 1);
  }

  /** The window that a time lies in; null if it is not kept. */
  Window windowAt(long time) {
    Map.Entry<Long, Window> found = windows.floorEntry(time);
    return found != null && time < found.getValue().end() ? found.getValue() : null;
  }

  NavigableMap<Long, WindowOpCounts> work() {
    return work;
  }
}
