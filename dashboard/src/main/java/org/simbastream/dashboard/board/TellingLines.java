package org.simbastream.dashboard.board;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * The most telling of the lines that a stream's tail had to give up, whatever number of its latest
 * ones somebody asks about: a line goes when {@link #MOST} later ones are at least as telling, so
 * of all lines after any one the most telling are there. Of lines in any order that is a small
 * multiple of the logarithm of their number.
 */
final class TellingLines {

  /** How many of the most telling there are, of any number of the latest lines. */
  static final int MOST = 12;

  /** Lines kept at most; scores that fall and fall would keep all. */
  static final int ROOM = 150;

  private static final class Kept {

    private final Line line;
    private int beaten; // by how many later ones

    Kept(Line line) {
      this.line = line;
    }
  }

  private final Deque<Kept> kept = new ArrayDeque<>();
  private long from = 1;

  /**
   * Takes the next line.
   *
   * @return the lines that go
   */
  List<Line> add(Line line) {
    List<Line> gone = new ArrayList<>();
    for (Iterator<Kept> each = kept.iterator(); each.hasNext(); ) {
      Kept earlier = each.next();
      if (scoreOf(earlier.line) <= scoreOf(line) && ++earlier.beaten == MOST) {
        gone.add(earlier.line);
        each.remove();
      }
    }
    kept.addLast(new Kept(line));
    if (kept.size() > ROOM) {
      Line oldest = kept.removeFirst().line;
      from = oldest.sequence() + 1;
      gone.add(oldest);
    }
    return gone;
  }

  /** Gives up all, and those before a line that never came here. */
  void clear(long next) {
    kept.clear();
    from = next;
  }

  /** The number of the first line for which, with all after it, the promise holds. */
  long from() {
    return from;
  }

  /** What is kept, in order. */
  Collection<Line> lines() {
    return kept.stream().map(each -> each.line).toList();
  }

  /** How telling a line is; one without a score is not. */
  static double scoreOf(Line line) {
    return line.score() == null ? 0 : line.score();
  }
}
