package org.simbastream.dashboard.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The most telling of the lines dropped from a stream's tail, for any number of latest lines: a
 * line is removed when {@link #MOST} later ones are at least as telling, so the most telling of all
 * lines after any given one are kept. For lines in random order their number is a small multiple of
 * the logarithm of the number of lines.
 */
final class TopScoredLines {

  /** How many of the most telling lines are kept, of any number of the latest lines. */
  static final int MOST = 12;

  /** The greatest number of lines kept; ever falling scores would otherwise keep all lines. */
  static final int ROOM = 150;

  private static final class Kept {

    private final ScoredLine line;
    private int beaten; // by how many later ones

    Kept(ScoredLine line) {
      this.line = line;
    }
  }

  private final Deque<Kept> kept = new ArrayDeque<>();
  private long from = 1;

  /**
   * Adds the next line.
   *
   * @return the lines that are removed
   */
  List<ScoredLine> add(ScoredLine line) {
    List<ScoredLine> gone = new ArrayList<>();
    for (Iterator<Kept> each = kept.iterator(); each.hasNext(); ) {
      Kept earlier = each.next();
      if (scoreOf(earlier.line) <= scoreOf(line) && ++earlier.beaten == MOST) {
        gone.add(earlier.line);
        each.remove();
      }
    }
    kept.addLast(new Kept(line));
    if (kept.size() > ROOM) {
      ScoredLine oldest = kept.removeFirst().line;
      from = oldest.sequence() + 1;
      gone.add(oldest);
    }
    return gone;
  }

  /** Removes all lines, and skips those before {@code next}. */
  void clear(long next) {
    kept.clear();
    from = next;
  }

  /** The number of the line from which on the most telling lines are kept. */
  long from() {
    return from;
  }

  /** The kept lines, in order. */
  Collection<ScoredLine> lines() {
    return kept.stream().map(each -> each.line).toList();
  }

  /** A line's score, or the least one if it has none. */
  static double scoreOf(ScoredLine line) {
    return line.score() == null ? 0 : line.score();
  }
}
