package org.simbastream.evaluation.summaries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.simbastream.scoring.summary.Gist;
import org.simbastream.scoring.summary.GistRules;

/**
 * Whether the numbers of a gist carry over to other sets: those are chosen that are best on one set
 * alone. Each group is read by itself, without what its stream has shown before.
 */
final class ChosenElsewhere {

  private static final List<Integer> ENOUGH = List.of(1, 2, 3, 4, 6);
  private static final List<Integer> MAX_WORDS = List.of(4, 6, 8, 10, 12);
  private static final List<Integer> MAX_PHRASES = List.of(2, 3, 4, 6, 8);
  private static final List<Double> NEAR_DUPLICATE = List.of(0.5, 0.6, 0.7, 0.8, 1.0);

  private ChosenElsewhere() {}

  /** The numbers that are best on these groups; of equally good ones the first. */
  static GistRules best(List<SummarizedGroup> groups) {
    Map<List<Integer>, List<Map<String, Long>>> counts = new HashMap<>(); // by size of a phrase
    GistRules best = GistRules.USUAL;
    double most = -1;
    for (GistRules rules : candidates()) {
      List<Map<String, Long>> ofGroups =
          counts.computeIfAbsent(
              List.of(rules.enough(), rules.maxWords()),
              size -> groups.stream().map(group -> Gist.count(group.lines(), rules)).toList());
      double sum = 0;
      for (int i = 0; i < groups.size(); i++) {
        String gist = String.join(" ", Gist.of(ofGroups.get(i), rules));
        sum += Rouge.f1(gist, groups.get(i).gold(), 1);
      }
      if (sum > most) {
        most = sum;
        best = rules;
      }
    }
    return best;
  }

  /** The gist of a group by itself. */
  static String gist(SummarizedGroup group, GistRules rules) {
    return String.join(" ", Gist.of(Gist.count(group.lines(), rules), rules));
  }

  private static List<GistRules> candidates() {
    List<GistRules> candidates = new ArrayList<>();
    for (int enough : ENOUGH) {
      for (int maxWords : MAX_WORDS) {
        for (int maxPhrases : MAX_PHRASES) {
          for (double nearDuplicate : NEAR_DUPLICATE) {
            candidates.add(new GistRules(enough, maxWords, maxPhrases, nearDuplicate));
          }
        }
      }
    }
    return candidates;
  }
}
