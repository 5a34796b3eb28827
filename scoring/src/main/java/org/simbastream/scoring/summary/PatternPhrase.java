package org.simbastream.scoring.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.simbastream.annotation.Internal;

/**
 * A short phrase for the records of one pattern in one window.
 *
 * @param pattern the pattern's id
 * @param phrase a few words of the first of these records
 */
@Internal
public record PatternPhrase(long pattern, String phrase) {

  /**
   * The phrases of the most frequent patterns; they stay in order.
   *
   * @param phrases by pattern; of equally frequent patterns the first ones count
   * @param records how many records have a pattern
   */
  static List<PatternPhrase> mostFrequent(
      Map<Long, String> phrases, ToLongFunction<Long> records, int most) {
    List<Long> mostFirst = new ArrayList<>(phrases.keySet());
    mostFirst.sort(Comparator.comparingLong(records).reversed());
    Set<Long> kept = Set.copyOf(mostFirst.subList(0, Math.min(most, mostFirst.size())));
    List<PatternPhrase> sayings = new ArrayList<>(kept.size());
    phrases.forEach(
        (pattern, phrase) -> {
          if (kept.contains(pattern)) {
            sayings.add(new PatternPhrase(pattern, phrase));
          }
        });
    return List.copyOf(sayings);
  }
}
