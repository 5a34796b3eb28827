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
 * @param streams how many streams it is of
 * @param parts these streams, that of the first line first; only the first of very many
 */
public record Incident(double score, long from, int streams, List<Part> parts) {

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
   * Groups findings, the highest score first: each that is in no incident yet is one, with the
   * others at most a minute apart from it that have at least half its score. What else their
   * streams tell within that minute is counted with it.
   */
  static List<Incident> of(Collection<Finding> findings) {
    List<Finding> left = new ArrayList<>(findings);
    left.sort(BY_SCORE);
    List<Incident> incidents = new ArrayList<>();
    while (!left.isEmpty()) {
      Finding highest = left.get(0);
      List<Finding> near = left.stream().filter(each -> isNear(each, highest)).toList();
      Map<String, List<Finding>> byStream = membersByStream(near, highest);
      left.removeIf(each -> isNear(each, highest) && byStream.containsKey(each.key()));
      near.stream()
          .filter(each -> !isMember(each, highest) && byStream.containsKey(each.key()))
          .forEach(each -> byStream.get(each.key()).add(each));
      incidents.add(of(highest, byStream));
    }
    return incidents;
  }

  private static boolean isNear(Finding finding, Finding highest) {
    return Math.abs(finding.time() - highest.time()) <= REACH;
  }

  private static boolean isMember(Finding finding, Finding highest) {
    return finding.score() >= highest.score() / 2;
  }

  /** The members by stream: that of the first one first, and of each the first one first. */
  private static Map<String, List<Finding>> membersByStream(List<Finding> near, Finding highest) {
    Map<String, List<Finding>> byStream = new LinkedHashMap<>();
    near.stream()
        .filter(each -> isMember(each, highest))
        .sorted(Comparator.comparingLong(Finding::time).thenComparing(BY_SCORE))
        .forEach(each -> byStream.computeIfAbsent(each.key(), key -> new ArrayList<>()).add(each));
    return byStream;
  }

  private static Incident of(Finding highest, Map<String, List<Finding>> byStream) {
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
    return new Incident(highest.score(), parts.get(0).first().time(), byStream.size(), parts);
  }

  /** As a list shows it. */
  Incident shown() {
    return new Incident(
        score,
        from,
        streams,
        parts.stream()
            .map(part -> new Part(part.first().shown(), part.more(), part.score()))
            .toList());
  }
}
