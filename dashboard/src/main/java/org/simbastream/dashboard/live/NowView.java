package org.simbastream.dashboard.live;

import java.util.List;

/**
 * What matters now over all streams.
 *
 * @param latest the latest event time that the page knows, in milliseconds since the epoch; null if
 *     it knows of none
 * @param from the event time from which on this is; null for all that is kept
 * @param incidents the one with the highest score first
 * @param more how many others there are
 */
public record NowView(Long latest, Long from, List<Incident> incidents, int more) {

  private static final int MOST = 50;

  static NowView of(Findings findings) {
    List<Incident> all = Incident.of(findings.all());
    int shown = Math.min(MOST, all.size());
    return new NowView(
        findings.latest(),
        findings.from(),
        all.stream().limit(shown).map(Incident::shown).toList(),
        all.size() - shown);
  }
}
