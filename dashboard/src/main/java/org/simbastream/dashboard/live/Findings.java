package org.simbastream.dashboard.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What is worth looking at over all streams. Of very many findings those with the highest scores
 * are there.
 *
 * @param latest the latest event time of any stream, in milliseconds since the epoch; null if there
 *     is none
 * @param from the event time from which on they are; null for all that is kept
 * @param all the findings, in no particular order
 */
record Findings(Long latest, Long from, List<Finding> all) {

  private static final int MOST = 2_000;

  /**
   * Finds them.
   *
   * @param range how far back from the latest event time, in milliseconds; 0: all that is kept
   */
  static Findings of(Collection<LiveStream> streams, long range) {
    Long latest = null;
    for (LiveStream stream : streams) {
      long time = stream.latestTime();
      if (time > Long.MIN_VALUE) {
        latest = latest == null ? time : Math.max(latest, time);
      }
    }
    Long from = range == 0 || latest == null ? null : (Long) (latest - range);
    List<Finding> findings = new ArrayList<>();
    for (LiveStream stream : streams) {
      findings.addAll(StreamFindings.of(stream, from == null ? Long.MIN_VALUE : from));
      keepHighest(findings);
    }
    return new Findings(latest, from, findings);
  }

  /** Leaves those with the highest scores, once there are more than twice as many. */
  private static void keepHighest(List<Finding> findings) {
    if (findings.size() > 2 * MOST) {
      findings.sort(Comparator.comparingDouble(Finding::score).reversed());
      findings.subList(MOST, findings.size()).clear();
    }
  }
}
