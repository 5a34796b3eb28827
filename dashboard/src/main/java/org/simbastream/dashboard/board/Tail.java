package org.simbastream.dashboard.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The lines of a stream that are new since a visitor last looked: all, or a sample of them.
 *
 * @param lines in order
 * @param fresh how many are new
 * @param sequence the number of the last one
 */
public record Tail(List<Line> lines, long fresh, long sequence) {

  /**
   * Samples: the most telling quarter, and of the others every n-th.
   *
   * @param lines all that are kept, in order
   * @param after the number of the last line that was looked at
   * @param seen the number of the last line there is
   */
  static Tail of(Iterable<Line> lines, long after, long seen, int most) {
    List<Line> fresh = new ArrayList<>();
    for (Line line : lines) {
      if (line.sequence() > after) {
        fresh.add(line);
      }
    }
    return new Tail(sample(fresh, most), Math.max(0, seen - after), seen);
  }

  private static List<Line> sample(List<Line> fresh, int most) {
    if (fresh.size() <= most) {
      return fresh;
    }
    Set<Line> chosen = new HashSet<>();
    fresh.stream()
        .sorted(Comparator.comparingDouble(Tail::score).reversed())
        .limit(most / 4)
        .forEach(chosen::add);
    List<Line> others = fresh.stream().filter(line -> !chosen.contains(line)).toList();
    int wanted = most - chosen.size();
    for (int i = 0; i < wanted; i++) {
      chosen.add(others.get((int) ((long) i * others.size() / wanted)));
    }
    return fresh.stream().filter(chosen::contains).toList();
  }

  private static double score(Line line) {
    return line.score() == null ? 0 : line.score();
  }
}
