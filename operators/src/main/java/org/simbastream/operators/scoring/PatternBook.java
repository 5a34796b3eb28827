package org.simbastream.operators.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Counts a key's patterns and computes how rare the next record is. Its size is bounded: when a new
 * entry would exceed the bound, the half that was not seen for longest is dropped. It depends only
 * on the records, so that a replay gives the same counts.
 */
final class PatternBook {

  /** The weight, in the usual rarity, of a burst's records after the first. */
  private static final double REPEAT_WEIGHT = 0.05;

  /**
   * The number of patterns beginning with a word from which the word names only the kind of line.
   */
  private static final int KIND_PATTERNS = 5;

  private final int maxPatterns;

  /**
   * A book.
   *
   * @param maxPatterns patterns and opening words remembered per key at most; one line's pattern
   *     and opening always fit
   */
  PatternBook(int maxPatterns) {
    this.maxPatterns = maxPatterns;
  }

  /**
   * Computes the rarity of a record from the history before it, and adds the record.
   *
   * @param time its event time, in milliseconds since the epoch
   * @param before the key's history before it
   * @param memory the key's patterns, updated
   */
  Rarity read(RecordPattern pattern, long time, KeyHistory before, PatternMemory memory) {
    long number = before.records() + 1;
    boolean newPattern = memory.get(pattern.id()) == null;
    PatternCount count = count(pattern.id(), number, newPattern, memory);
    int added = newPattern ? 1 : 0;
    int kindWords = 0;
    List<Long> openings = new ArrayList<>(before.openings());
    double rarestWord = 0;
    for (int place = 0; place < pattern.opening().size(); place++) {
      PatternCount word = count(pattern.opening().get(place), number, newPattern, memory);
      long seen = word.count() - 1;
      long kinds = openings.get(place);
      rarestWord = Math.max(rarestWord, rarity(Math.max(seen, kinds), before));
      kindWords += kindWords == place && word.patterns() >= KIND_PATTERNS ? 1 : 0;
      if (seen == 0) {
        openings.set(place, kinds + 1);
        added++;
      }
    }
    double rarity = rarity(count.countBefore(), before);
    RunningMean usual =
        before.usual().plus(rarity + rarestWord, count.opensEpisode() ? 1 : REPEAT_WEIGHT);
    KeyHistory after =
        new KeyHistory(
            number,
            remembered(before.remembered() + added, memory),
            Math.max(before.lastTime(), time),
            List.copyOf(openings),
            usual,
            before.heardAt());
    return new Rarity(rarity, rarestWord, before.usual().mean(), kindWords, newPattern, after);
  }

  /** {@code -log} of the share of a key's records, in nats. */
  private static double rarity(long seen, KeyHistory before) {
    return Math.log((before.records() + 1.0) / (seen + 1.0));
  }

  private static PatternCount count(
      long id, long number, boolean newPattern, PatternMemory memory) {
    PatternCount known = memory.get(id);
    PatternCount now = (known == null ? PatternCount.NONE : known).plus(number, newPattern);
    memory.put(id, now);
    return now;
  }

  /** The number of entries remembered, after dropping some if there are too many. */
  private int remembered(int entries, PatternMemory memory) {
    if (entries <= maxPatterns) {
      return entries;
    }
    List<Map.Entry<Long, Long>> byAge = new ArrayList<>();
    for (Map.Entry<Long, PatternCount> entry : memory.entries()) {
      byAge.add(Map.entry(entry.getKey(), entry.getValue().lastRecord()));
    }
    byAge.sort(Map.Entry.<Long, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
    int forgotten = byAge.size() - maxPatterns / 2;
    for (int i = 0; i < forgotten; i++) {
      memory.remove(byAge.get(i).getKey());
    }
    return byAge.size() - forgotten;
  }
}
