package org.simbastream.dashboard.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The lines of a stream that are new since a visitor's last request: all, or a sample of them.
 *
 * @param lines in order
 * @param fresh how many are new
 * @param covered how many of these, the latest ones, the sample represents: it contains the most
 *     telling of them
 * @param sequence the number of the last one
 */
public record Tail(List<ScoredLine> lines, long fresh, long covered, long sequence) {

  /**
   * Samples: the most telling quarter, and of the others every n-th.
   *
   * @param after the number of the last line sent before
   * @param most lines at most; a quarter of them may be {@link TopScoredLines#MOST} at most
   */
  static Tail of(LiveStream stream, long after, int most) {
    long seen = stream.seen();
    TopScoredLines earlier = stream.telling();
    long from = Math.max(after + 1, earlier.from());
    List<ScoredLine> fresh = new ArrayList<>();
    Stream.concat(earlier.lines().stream(), stream.lines().stream())
        .filter(line -> line.sequence() >= from)
        .forEach(fresh::add);
    return new Tail(
        sample(fresh, most), Math.max(0, seen - after), Math.max(0, seen - from + 1), seen);
  }

  private static List<ScoredLine> sample(List<ScoredLine> fresh, int most) {
    if (fresh.size() <= most) {
      return fresh;
    }
    Set<ScoredLine> chosen = new HashSet<>();
    fresh.stream()
        .sorted(Comparator.comparingDouble(TopScoredLines::scoreOf).reversed())
        .limit(Math.min(most / 4, TopScoredLines.MOST))
        .forEach(chosen::add);
    List<ScoredLine> others = fresh.stream().filter(line -> !chosen.contains(line)).toList();
    int wanted = most - chosen.size();
    for (int i = 0; i < wanted; i++) {
      chosen.add(others.get((int) ((long) i * others.size() / wanted)));
    }
    return fresh.stream().filter(chosen::contains).toList();
  }
}
