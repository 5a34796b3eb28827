package org.simbastream.dashboard.deadletters;

import java.util.List;

/**
 * The running replay, or the last one.
 *
 * @param number counts the replays since the page started; 0: there was none
 * @param running whether it is running
 * @param dryRun whether it sends nothing
 * @param replayed letters sent, or that would be
 * @param left letters left, because the request excludes them or they can't be replayed
 * @param lines the first lines of its output on single letters
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
