package org.simbastream.dashboard.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The lines of a stream that are new since a visitor last looked: all, or a sample of them.
 *
 * @param lines in order
 * @param fresh how many are new
 * @param covered how many of these, the latest, the sample stands for: the most telling of them are
 *     in it
 * @param sequence the number of the last one
 */
public record Tail(List<Line> lines, long fresh, long covered, long sequence) {

  /**
   * Samples: the most telling quarter, and of the others every n-th.
   *
   * @param after the number of the last line that was looked at
   * @param most lines at most; a quarter of them may be {@link TellingLines#MOST} at most
   */
  static Tail of(StreamBoard stream, long after, int most) {
    long seen = stream.seen();
    TellingLines earlier = stream.telling();
    long from = Math.max(after + 1, earlier.from());
    List<Line> fresh = new ArrayList<>();
    Stream.concat(earlier.lines().stream(), stream.lines().stream())
        .filter(line -> line.sequence() >= from)
        .forEach(fresh::add);
    return new Tail(
        sample(fresh, most), Math.max(0, seen - after), Math.max(0, seen - from + 1), seen);
  }

  private static List<Line> sample(List<Line> fresh, int most) {
    if (fresh.size() <= most) {
      return fresh;
    }
    Set<Line> chosen = new HashSet<>();
    fresh.stream()
        .sorted(Comparator.comparingDouble(TellingLines::scoreOf).reversed())
        .limit(Math.min(most / 4, TellingLines.MOST))
        .forEach(chosen::add);
    List<Line> others = fresh.stream().filter(line -> !chosen.contains(line)).toList();
    int wanted = most - chosen.size();
    for (int i = 0; i < wanted; i++) {
      chosen.add(others.get((int) ((long) i * others.size() / wanted)));
    }
    return fresh.stream().filter(chosen::contains).toList();
  }
}
