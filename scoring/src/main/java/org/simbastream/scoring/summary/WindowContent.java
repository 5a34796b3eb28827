package org.simbastream.scoring.summary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.simbastream.annotation.Internal;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.records.ScoredRecord;
import org.simbastream.scoring.ScoredChunk;

/**
 * One key's open window. Its size is bounded for any input. Immutable; adding a chunk makes a new
 * window.
 *
 * @param records records read
 * @param tokens tokens of those records
 * @param work the work that they cost
 * @param keepLast mean share of its tokens that the last layer was given; before the first chunk,
 *     the configured one
 * @param counts records by pattern, for the first {@link #MAX_COUNTED} patterns
 * @param variants records of which words deviate, by variant and, all together, by pattern,
 *     likewise
 * @param sayings phrases of the most frequent patterns, in the order in which these first occurred
 * @param topics the topic words, as long as the records hardly repeat
 * @param candidates the most telling records of distinct variants, highest score first, their texts
 *     cut by {@link TextLimit}
 * @param newPatterns texts, cut likewise, of the first records with a pattern that was new on the
 *     key
 */
@Internal
public record WindowContent(
    long records,
    long tokens,
    OpCounts work,
    double keepLast,
    Map<Long, Long> counts,
    Map<Long, Long> variants,
    List<PatternPhrase> sayings,
    TopicWords topics,
    List<Candidate> candidates,
    List<String> newPatterns) {

  /**
   * The greatest number of patterns counted per window; each record of a further pattern counts as
   * a separate pattern.
   */
  static final int MAX_COUNTED = 1024;

  /** The greatest number of variants of one pattern among the candidates. */
  static final int MAX_VARIANTS = 3;

  /** The greatest number of patterns whose phrase is kept. */
  static final int MAX_SAYINGS = 16;

  private static final Comparator<Candidate> MOST_TELLING_FIRST =
      Comparator.comparingDouble((Candidate c) -> c.best().score())
          .reversed()
          .thenComparingLong(c -> c.best().time())
          .thenComparingLong(c -> c.best().position().offset());

  /**
   * A window before its first record, for a model of that many layers.
   *
   * @param keepLast the configured share of tokens at the last layer
   */
  public static WindowContent empty(int layers, double keepLast) {
    return new WindowContent(
        0,
        0,
        OpCounts.none(layers),
        keepLast,
        Map.of(),
        Map.of(),
        List.of(),
        TopicWords.NONE,
        List.of(),
        List.of());
  }

  /**
   * The window with a chunk added.
   *
   * @param chunkKeepLast the share of the chunk's tokens that the last layer read
   * @param maxHighlights the greatest number of highlights in its summary
   * @param maxNewPatterns the greatest number of new patterns in its summary
   */
  public WindowContent plus(
      ScoredChunk chunk,
      OpCounts chunkWork,
      double chunkKeepLast,
      int maxHighlights,
      int maxNewPatterns) {
    int keptText = TextLimit.limit(maxHighlights + maxNewPatterns);
    Map<Long, Long> counted = new HashMap<>(counts);
    Map<Long, Long> varied = new HashMap<>(variants);
    Map<Long, Candidate> best = new LinkedHashMap<>(); // by variant
    candidates.forEach(c -> best.put(c.variant(), c));
    Map<Long, String> phrases = new LinkedHashMap<>();
    sayings.forEach(s -> phrases.put(s.pattern(), s.phrase()));
    List<String> texts = new ArrayList<>();
    int[] patterns = new int[chunk.entries().size()]; // (texts): patterns with each of them
    List<String> fresh = new ArrayList<>(newPatterns);
    long moreTokens = 0;
    for (ScoredChunk.Entry entry : chunk.entries()) {
      ScoredRecord record = entry.record().ofPattern(null); // it is counted by its id, and not kept
      long pattern = entry.pattern();
      moreTokens += record.tokens();
      if (pattern == ScoredChunk.TRACE) {
        continue;
      }
      count(pattern, counted);
      long variant = Variants.of(pattern, record);
      if (variant != pattern) {
        count(pattern, varied);
        count(variant, varied);
      }
      patterns[texts.size()] = counted.size();
      texts.add(record.text());
      phrases.computeIfAbsent(pattern, p -> Phrase.of(record.text(), GistRules.USUAL));
      if (record.muted()) {
        continue; // it is counted, and not shown
      }
      best.merge(variant, new Candidate(pattern, variant, 1, record), WindowContent::better);
      if (entry.newPattern() && fresh.size() < maxNewPatterns) {
        fresh.add(TextLimit.of(record.text(), keptText));
      }
    }
    List<Candidate> kept = new ArrayList<>();
    for (Candidate c : mostTelling(best.values(), maxHighlights)) {
      long count =
          c.variant() == c.pattern()
              ? number(counted, c.pattern()) - varied.getOrDefault(c.pattern(), 0L)
              : number(varied, c.variant());
      kept.add(new Candidate(c.pattern(), c.variant(), count, TextLimit.of(c.best(), keptText)));
    }
    return new WindowContent(
        records + chunk.entries().size(),
        tokens + moreTokens,
        work.plus(chunkWork),
        meanKeepLast(chunkWork.tokens(), chunkKeepLast),
        Map.copyOf(counted),
        Map.copyOf(varied),
        PatternPhrase.mostFrequent(phrases, id -> number(counted, id), MAX_SAYINGS),
        topics.plus(texts, patterns),
        List.copyOf(kept),
        List.copyOf(fresh));
  }

  /** The same window with other work, and the matching share of tokens at the last layer. */
  public WindowContent withWork(OpCounts otherWork, double otherKeepLast) {
    return new WindowContent(
        records,
        tokens,
        otherWork,
        otherKeepLast,
        counts,
        variants,
        sayings,
        topics,
        candidates,
        newPatterns);
  }

  /** How many records each phrase stands for, in the order in which the phrases first occurred. */
  Map<String, Long> recordsByPhrase() {
    Map<String, Long> byPhrase = new LinkedHashMap<>();
    for (PatternPhrase saying : sayings) {
      if (!saying.phrase().isEmpty()) {
        byPhrase.merge(saying.phrase(), number(counts, saying.pattern()), Long::sum);
      }
    }
    return byPhrase;
  }

  /** The mean over tokens; exactly the chunks' share as long as all chunks have the same. */
  private double meanKeepLast(long chunkTokens, double chunkKeepLast) {
    return work.tokens() == 0
        ? chunkKeepLast
        : keepLast + (chunkKeepLast - keepLast) * chunkTokens / (work.tokens() + chunkTokens);
  }

  /** The candidates to keep, most telling first. */
  private static List<Candidate> mostTelling(Collection<Candidate> all, int most) {
    List<Candidate> kept = new ArrayList<>();
    Map<Long, Integer> ofPattern = new HashMap<>();
    for (Candidate c : all.stream().sorted(MOST_TELLING_FIRST).toList()) {
      if (kept.size() < most && ofPattern.merge(c.pattern(), 1, Integer::sum) <= MAX_VARIANTS) {
        kept.add(c);
      }
    }
    return kept;
  }

  private static Candidate better(Candidate old, Candidate now) {
    return now.best().score() > old.best().score() ? now : old;
  }

  private static void count(long id, Map<Long, Long> counts) {
    if (counts.size() < MAX_COUNTED || counts.containsKey(id)) {
      counts.merge(id, 1L, Long::sum);
    }
  }

  private static long number(Map<Long, Long> counts, long id) {
    return counts.getOrDefault(id, 1L);
  }
}
