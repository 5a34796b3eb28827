package org.simbastream.scoring.pattern;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.simbastream.annotation.Internal;
import org.simbastream.records.StreamPattern;
import org.simbastream.records.WindowPattern;
import org.simbastream.records.WindowPattern.Change;

/**
 * Holds the patterns of a window that has ended against those of the windows before.
 *
 * @param key the stream
 * @param start its first millisecond since the epoch
 * @param end the first millisecond after it
 * @param records how many records it has
 */
@Internal
public record EndedWindow(String key, long start, long end, long records) {

  /** The greatest number of patterns that are told to be gone in one window. */
  static final int MAX_GONE = 64;

  /** How many patterns are remembered for each one that a window has at most. */
  private static final int REMEMBERED = 2;

  /**
   * What is told of a window.
   *
   * @param patterns its patterns in the order in which they came first, those that are gone, most
   *     frequent first, and the remaining records
   * @param after what is usual after it
   */
  public record Told(List<WindowPattern> patterns, UsualPatterns after) {}

  /**
   * Tells the window's patterns.
   *
   * @param window its patterns
   * @param before what is usual after the windows before
   * @param most the greatest number of patterns of a window
   */
  public Told tell(WindowPatterns window, UsualPatterns before, int most) {
    Map<Long, SeenPattern> seen = new LinkedHashMap<>(window.patterns());
    Map<Long, UsualPattern> usual = new TreeMap<>(before.patterns());
    new MoreGeneral(seen, usual).join();
    List<WindowPattern> told = new ArrayList<>();
    long rest = records;
    for (SeenPattern pattern : seen.values()) {
      UsualPattern known =
          usual.getOrDefault(pattern.pattern().id(), UsualPattern.of(pattern.pattern().text()));
      told.add(present(pattern, known));
      usual.put(pattern.pattern().id(), known.after(pattern, end));
      rest -= pattern.count();
    }
    told.addAll(absent(seen, usual));
    if (rest > 0) {
      told.add(remaining(rest));
    }
    return new Told(List.copyOf(told), UsualPatterns.of(usual, REMEMBERED * most));
  }

  private WindowPattern present(SeenPattern seen, UsualPattern known) {
    Change change = seen.pattern().isNew() ? Change.NEW : known.change(seen.count());
    return told(
        seen.pattern(),
        seen.count(),
        seen.first(),
        seen.last(),
        known.usual(),
        seen.example(),
        change);
  }

  /** Counts the window for the patterns that it has not; returns those that are gone since. */
  private List<WindowPattern> absent(Map<Long, SeenPattern> seen, Map<Long, UsualPattern> usual) {
    List<Map.Entry<Long, UsualPattern>> gone = new ArrayList<>(); // as they were before
    for (Map.Entry<Long, UsualPattern> entry : usual.entrySet()) {
      UsualPattern before = entry.getValue();
      if (!seen.containsKey(entry.getKey())) {
        entry.setValue(before.afterNone());
        if (entry.getValue().gone() && !before.gone()) {
          gone.add(Map.entry(entry.getKey(), before));
        }
      }
    }
    gone.sort(
        Comparator.comparingDouble(
                (Map.Entry<Long, UsualPattern> entry) -> entry.getValue().usual())
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    List<Map.Entry<Long, UsualPattern>> told = gone.subList(0, Math.min(MAX_GONE, gone.size()));
    for (Map.Entry<Long, UsualPattern> entry : gone.subList(told.size(), gone.size())) {
      usual.put(entry.getKey(), entry.getValue()); // a later window tells it
    }
    return told.stream().map(entry -> gone(entry.getKey(), entry.getValue())).toList();
  }

  private WindowPattern remaining(long count) {
    long unknown = WindowPattern.UNKNOWN;
    return told(null, count, unknown, unknown, Double.NaN, "", Change.NONE);
  }

  private WindowPattern gone(long id, UsualPattern before) {
    StreamPattern pattern = new StreamPattern(id, before.text(), false);
    return told(
        pattern,
        0,
        WindowPattern.UNKNOWN,
        before.lastTime(),
        before.usual(),
        before.example(),
        Change.GONE);
  }

  private WindowPattern told(
      StreamPattern pattern,
      long count,
      long first,
      long last,
      double usual,
      String example,
      Change change) {
    return new WindowPattern(
        key, start, end, records, pattern, count, first, last, usual, change, example);
  }
}
