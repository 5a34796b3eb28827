package org.simbastream.dashboard.letters;

import java.util.List;

/**
 * The replay under way, or the last one.
 *
 * @param number counts the replays since the page started; 0: there was none
 * @param running whether it is under way
 * @param dryRun whether it sends nothing
 * @param replayed letters sent, or that would be
 * @param left letters left: not asked for, or that can't be replayed
 * @param lines what it said of single letters, the first ones
 * @param error why it ended early; null if it did not
 */
public record ReplayStatus(
    long number,
    boolean running,
    boolean dryRun,
    long replayed,
    long left,
    List<String> lines,
    String error) {

  static final ReplayStatus NONE = new ReplayStatus(0, false, false, 0, 0, List.of(), null);
}
