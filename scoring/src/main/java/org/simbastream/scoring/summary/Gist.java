package org.simbastream.scoring.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.simbastream.annotation.Internal;

/** What most of some records say, in a few phrases. */
@Internal
public final class Gist {

  private Gist() {}

  /** How many of the texts say each phrase, in the order in which the phrases first occur. */
  public static Map<String, Long> count(List<String> texts, GistRules rules) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String text : texts) {
      String phrase = Phrase.of(text, rules);
      if (!phrase.isEmpty()) {
        counts.merge(phrase, 1L, Long::sum);
      }
    }
    return counts;
  }

  /**
   * The phrases of most records, as far as they differ enough from those before them.
   *
   * @param records by phrase; of those with equally many records the first one comes first
   */
  public static List<String> of(Map<String, Long> records, GistRules rules) {
    List<String> gist = new ArrayList<>();
    List<Set<String>> told = new ArrayList<>();
    List<String> mostFirst = new ArrayList<>(records.keySet());
    mostFirst.sort(Comparator.comparingLong(phrase -> -records.get(phrase)));
    for (String phrase : mostFirst) {
      Set<String> words = new HashSet<>(List.of(phrase.toLowerCase(Locale.ROOT).split(" ")));
      boolean news = told.stream().noneMatch(t -> share(words, t) >= rules.nearDuplicate());
      if (news && gist.size() < rules.maxPhrases()) {
        gist.add(phrase);
        told.add(words);
      }
    }
    return List.copyOf(gist);
  }

  /** The share of the words that a phrase before contains. */
  private static double share(Set<String> words, Set<String> told) {
    return (double) words.stream().filter(told::contains).count() / words.size();
  }
}
