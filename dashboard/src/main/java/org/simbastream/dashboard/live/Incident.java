package org.simbastream.dashboard.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened on one or several streams at about the same time.
 *
 * @param score the highest score in it
 * @param from event time of its first line, in milliseconds since the epoch
 * @param to event time of its last line
 * @param streams how many streams it is of
 * @param parts these streams, that of the first line first; only the first of very many
 */
public record Incident(double score, long from, long to, int streams, List<Part> parts) {

  /** How far from its highest score an incident reaches, in milliseconds of event time. */
  static final long REACH = 60_000;

  private static final int MOST_PARTS = 8;
  private static final Comparator<Finding> BY_SCORE =
      Comparator.comparingDouble(Finding::score)
          .reversed()
          .thenComparing(Finding::time, Comparator.reverseOrder())
          .thenComparing(Finding::key)
          .thenComparing(Finding::text);

  /**
   * One stream of an incident.
   *
   * @param first the first thing that is worth looking at
   * @param more how many others there are
   * @param score the highest score among all of them
   */
  public record Part(Finding first, int more, double score) {}

  /**
   * Groups findings, the highest score first: each that is in no incident yet is one, with those
   * others at most a minute apart from it that have at least half its score.
   */
  static List<Incident> of(Collection<Finding> findings) {
    List<Finding> left = new ArrayList<>(findings);
    left.sort(BY_SCORE);
    List<Incident> incidents = new ArrayList<>();
    while (!left.isEmpty()) {
      Finding highest = left.get(0);
      List<Finding> members = left.stream().filter(each -> belongs(each, highest)).toList();
      left.removeIf(each -> belongs(each, highest));
      incidents.add(ofMembers(highest.score(), members));
    }
    return incidents;
  }

  private static boolean belongs(Finding finding, Finding highest) {
    return Math.abs(finding.time() - highest.time()) <= REACH
        && finding.score() >= highest.score() / 2;
  }

  private static Incident ofMembers(double score, List<Finding> members) {
    List<Finding> inOrder =
        members.stream()
            .sorted(Comparator.comparingLong(Finding::time).thenComparing(BY_SCORE))
            .toList();
    Map<String, List<Finding>> byStream = new LinkedHashMap<>();
    inOrder.forEach(
        each -> byStream.computeIfAbsent(each.key(), key -> new ArrayList<>()).add(each));
    List<Part> parts =
        byStream.values().stream()
            .limit(MOST_PARTS)
            .map(
                all ->
                    new Part(
                        all.get(0),
                        all.size() - 1,
                        all.stream().mapToDouble(Finding::score).max().orElseThrow()))
            .toList();
    return new Incident(
        score,
        inOrder.get(0).time(),
        inOrder.get(inOrder.size() - 1).time(),
        byStream.size(),
        parts);
  }
}
