package org.simbastream.scoring.pattern;

import org.simbastream.annotation.Internal;
import org.simbastream.records.WindowPattern.Change;
import org.simbastream.state.stream.RunningCost;

/**
 * How often a pattern usually comes in a window of its stream. Windows without any record of the
 * stream do not count.
 *
 * @param text the pattern's words
 * @param counts how many records a window has of it, since the first one that had some, while it is
 *     not gone
 * @param windows the number of windows from that one to the last one that had some
 * @param absences how many of these had none
 * @param silent how many windows since then had none, until it was gone
 * @param gone whether it was told that it is gone
 * @param lastTime the event time of its last record, in milliseconds since the epoch
 * @param lastEnd the end of the last window that had some, likewise
 * @param example the text of a record
 */
@Internal
public record UsualPattern(
    String text,
    RunningCost counts,
    long windows,
    long absences,
    long silent,
    boolean gone,
    long lastTime,
    long lastEnd,
    String example) {

  /** The number of windows over which the mean is taken; earlier ones fade. */
  private static final int MEMORY = 64;

  /** The number of windows with it from which a pattern can come regularly. */
  private static final int REGULAR_WINDOWS = 8;

  /** How unlikely it is that a pattern that is told to be gone just paused. */
  private static final double PAUSES = 0.001;

  /** A pattern before its first window. */
  static UsualPattern of(String text) {
    return new UsualPattern(text, RunningCost.NONE, 0, 0, 0, false, Long.MIN_VALUE, 0, "");
  }

  /** The same after a window that has it. */
  UsualPattern after(SeenPattern seen, long windowEnd) {
    return new UsualPattern(
        text,
        counts.plus(seen.count(), MEMORY),
        windows + silent + 1,
        absences + silent,
        0,
        false,
        Math.max(lastTime, seen.last()),
        windowEnd,
        seen.example());
  }

  /** The same after a window of its stream without it. */
  UsualPattern afterNone() {
    if (gone) {
      return this;
    }
    return new UsualPattern(
        text,
        counts.plus(0, MEMORY),
        windows,
        absences,
        silent + 1,
        isGoneWith(silent + 1),
        lastTime,
        lastEnd,
        example);
  }

  /** Whether it is gone after that many windows in turn without it. */
  private boolean isGoneWith(long silentWindows) {
    long present = windows - absences;
    if (present < REGULAR_WINDOWS || 2 * present < windows) {
      return false;
    }
    double pauses = (absences + 1.0) / (windows + 2.0); // the rule of succession
    double chance = StrictMath.pow(pauses, silentWindows);
    return chance <= PAUSES || RateChange.of(counts, MEMORY, 0) == Change.DOWN;
  }

  /** How a window's count of it differs. */
  Change change(long count) {
    return gone ? Change.BACK : RateChange.of(counts, MEMORY, count);
  }

  /** The mean number of records in a window. */
  double usual() {
    return counts.count() == 0 ? Double.NaN : counts.mean();
  }

  /**
   * What is usual for both together, where this one's words are those of the other with more values
   * among them.
   */
  UsualPattern plus(UsualPattern special) {
    long all = Math.max(counts.count(), special.counts.count());
    RunningCost both =
        new RunningCost(
            all,
            share(counts, all) * counts.mean() + share(special.counts, all) * special.counts.mean(),
            share(counts, all) * counts.variance()
                + share(special.counts, all) * special.counts.variance());
    UsualPattern steadier =
        special.windows - special.absences > windows - absences ? special : this;
    return new UsualPattern(
        text,
        both,
        steadier.windows,
        steadier.absences,
        Math.min(silent, special.silent),
        gone && special.gone,
        Math.max(lastTime, special.lastTime),
        Math.max(lastEnd, special.lastEnd),
        example.isEmpty() ? special.example : example);
  }

  /** Of so many windows the share since the first one that had it. */
  private static float share(RunningCost counts, long windows) {
    return (float) Math.min(counts.count(), MEMORY) / Math.min(windows, MEMORY);
  }
}
