package org.simbastream.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.simbastream.state.stream.RunningMean;

/**
 * Counts a key's patterns, and computes how rare the next record is. Which words belong to a
 * pattern is learnt, see {@link PlacedWords}. The memory is bounded: when a new entry would exceed
 * the bound, the half that was not seen for longest is dropped. It depends only on the records, so
 * that a replay gives the same counts.
 */
final class PatternBook {

  /** The weight, in the usual rarity, of a burst's records after the first. */
  private static final double REPEAT_WEIGHT = 0.05;

  /** A pattern that comes back after a pause is as rare as if it came once in an eighth of it. */
  private static final double LONG_PAUSE = 8;

  private final int maxPatterns;

  /**
   * A book.
   *
   * @param maxPatterns patterns, places and words remembered per key at most
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
  Rarity read(RecordPattern record, long time, KeyHistory before, PatternMemory memory) {
    long number = before.counted() + 1;
    PlacedWords words = PlacedWords.read(record.words(), number, memory);
    long id = Digest.of(words.pattern());
    // The pattern as the text alone shows it is counted too: so a pattern is no news because what
    // was learnt of its words has changed.
    boolean plain = id == record.id();
    boolean idIsNew = memory.get(id) == null;
    boolean textIsNew = plain ? idIsNew : memory.get(record.id()) == null;
    boolean newPattern = idIsNew && textIsNew;
    PatternCount learnt = add(id, number, memory);
    PatternCount ofText = plain ? learnt : add(record.id(), number, memory);
    double rarity = Math.min(rarity(learnt, number), rarity(ofText, number));
    boolean opensEpisode = learnt.opensEpisode() && ofText.opensEpisode();
    RunningMean usual =
        before.usual().plus(rarity + words.rarest(), opensEpisode ? 1 : REPEAT_WEIGHT);
    int added = words.added() + (idIsNew ? 1 : 0) + (textIsNew && !plain ? 1 : 0);
    int entries = remembered(before.remembered() + added, memory);
    KeyHistory after = before.after(time, entries, usual);
    return new Rarity(
        id,
        RecordPattern.shown(words.shown(), newPattern),
        rarity,
        words.rarest(),
        words.rarestWord(),
        words.constants(),
        learnt.count() - 1,
        before.usual().mean(),
        newPattern,
        after);
  }

  /**
   * How rare a pattern is, in nats: by its share of the key's records before the present episode,
   * or by the pause before that, if this is much longer than the share tells.
   */
  private static double rarity(PatternCount count, long number) {
    double share = (double) number / (count.countBefore() + 1);
    return Math.log(Math.max(share, count.pause() / LONG_PAUSE));
  }

  private static PatternCount add(long id, long number, PatternMemory memory) {
    PatternCount now = PatternCount.of(memory.get(id)).plus(number, false);
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
