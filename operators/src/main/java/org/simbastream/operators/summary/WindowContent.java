package org.simbastream.operators.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.simbastream.model.mamba.Work;
import org.simbastream.operators.record.ScoredRecord;
import org.simbastream.operators.scoring.ScoredChunk;

/**
 * One key's open window: bounded, whatever comes in. Immutable; adding a chunk makes a new one.
 *
 * @param records records read
 * @param tokens tokens of those records
 * @param work what they cost
 * @param keepLast mean share of its tokens that the last layer was given; before the first chunk,
 *     the configured one
 * @param counts records by pattern, for the first {@link #MAX_COUNTED} patterns
 * @param sayings what the most frequent patterns say, most frequent first
 * @param topics the words, as long as the records hardly repeat
 * @param candidates the most telling records of distinct patterns, highest score first, their texts
 *     as far as {@link KeptText} says
 * @param newPatterns texts, as far, of the first records with a pattern that was new on the key
 */
public record WindowContent(
    long records,
    long tokens,
    Work work,
    double keepLast,
    Map<Long, Long> counts,
    List<Saying> sayings,
    TopicWords topics,
    List<Candidate> candidates,
    List<String> newPatterns) {

  /** Patterns counted per window; records of further ones count for one each. */
  static final int MAX_COUNTED = 1024;

  /** Patterns whose phrase is held. */
  static final int MAX_SAYINGS = 16;

  /** Candidates held per highlight, so that folding still leaves enough. */
  private static final int CANDIDATES_PER_HIGHLIGHT = 4;

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
        Work.none(layers),
        keepLast,
        Map.of(),
        List.of(),
        TopicWords.NONE,
        List.of(),
        List.of());
  }

  /**
   * The window with a chunk added.
   *
   * @param chunkKeepLast the share of the chunk's tokens that the last layer was given
   * @param maxHighlights how many highlights its summary will show at most
   * @param maxNewPatterns how many new patterns it will list at most
   */
  public WindowContent plus(
      ScoredChunk chunk,
      Work chunkWork,
      double chunkKeepLast,
      int maxHighlights,
      int maxNewPatterns) {
    int maxCandidates = Math.multiplyExact(maxHighlights, CANDIDATES_PER_HIGHLIGHT);
    int keptText = KeptText.limit(maxCandidates + maxNewPatterns);
    Map<Long, Long> counted = new HashMap<>(counts);
    Map<Long, ScoredRecord> best = new LinkedHashMap<>();
    candidates.forEach(c -> best.put(c.pattern(), c.best()));
    Map<Long, String> phrases = new LinkedHashMap<>();
    sayings.forEach(s -> phrases.put(s.pattern(), s.phrase()));
    List<String> texts = new ArrayList<>();
    int[] patterns = new int[chunk.records().size()]; // (records): patterns with each of them
    List<String> fresh = new ArrayList<>(newPatterns);
    long moreTokens = 0;
    for (int i = 0; i < chunk.records().size(); i++) {
      ScoredRecord record = chunk.records().get(i);
      long pattern = chunk.patterns().get(i).id();
      if (counted.size() < MAX_COUNTED || counted.containsKey(pattern)) {
        counted.merge(pattern, 1L, Long::sum);
      }
      texts.add(record.text());
      patterns[i] = counted.size();
      int kindWords = chunk.kindWords()[i];
      phrases.computeIfAbsent(pattern, p -> Phrase.of(record.text(), kindWords));
      best.merge(pattern, record, (old, now) -> now.score() > old.score() ? now : old);
      if (chunk.newPattern()[i] && fresh.size() < maxNewPatterns) {
        fresh.add(KeptText.of(record.text(), keptText));
      }
      moreTokens += record.tokens();
    }
    List<Candidate> top = new ArrayList<>();
    best.forEach((pattern, r) -> top.add(new Candidate(pattern, count(counted, pattern), r)));
    top.sort(MOST_TELLING_FIRST);
    List<Saying> said = new ArrayList<>();
    phrases.forEach((pattern, phrase) -> said.add(new Saying(pattern, phrase)));
    said.sort(Comparator.comparingLong((Saying s) -> -count(counted, s.pattern())));
    List<Candidate> kept = new ArrayList<>();
    for (Candidate c : top.subList(0, Math.min(top.size(), maxCandidates))) {
      kept.add(new Candidate(c.pattern(), c.count(), KeptText.of(c.best(), keptText)));
    }
    return new WindowContent(
        records + chunk.records().size(),
        tokens + moreTokens,
        work.plus(chunkWork),
        meanKeepLast(chunkWork.tokens(), chunkKeepLast),
        Map.copyOf(counted),
        List.copyOf(said.subList(0, Math.min(said.size(), MAX_SAYINGS))),
        topics.plus(texts, patterns),
        List.copyOf(kept),
        List.copyOf(fresh));
  }

  /**
   * The same with other work counted, and the share of tokens at the last layer that goes with it.
   */
  public WindowContent withWork(Work otherWork, double otherKeepLast) {
    return new WindowContent(
        records,
        tokens,
        otherWork,
        otherKeepLast,
        counts,
        sayings,
        topics,
        candidates,
        newPatterns);
  }

  /** Over tokens, and exactly the same as long as all chunks have the same. */
  private double meanKeepLast(long chunkTokens, double chunkKeepLast) {
    return work.tokens() == 0
        ? chunkKeepLast
        : keepLast + (chunkKeepLast - keepLast) * chunkTokens / (work.tokens() + chunkTokens);
  }

  private static long count(Map<Long, Long> counted, long pattern) {
    return counted.getOrDefault(pattern, 1L);
  }
}
