package org.simbastream.operators.summary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.simbastream.annotation.Internal;
import org.simbastream.operators.record.Highlight;
import org.simbastream.operators.record.WindowSummary;
import org.simbastream.operators.record.WorkCounts;

/** Closes windows: writes the summary. */
@Internal
public final class Summarizer {

  /** The share of words, told before, from which a phrase adds nothing. */
  private static final double NEAR_DUPLICATE = 0.7;

  private static final int MAX_PHRASES = 4;

  private final int maxHighlights;
  private final String model;

  /**
   * A summarizer.
   *
   * @param maxHighlights the greatest number of highlights per window
   * @param model name and fingerprint of the model
   */
  public Summarizer(int maxHighlights, String model) {
    this.maxHighlights = maxHighlights;
    this.model = model;
  }

  /**
   * The summary of a window, most telling record first.
   *
   * @param text what the model wrote about the stream, or empty
   */
  public WindowSummary summary(
      String key, long windowStart, long windowEnd, WindowContent content, String text) {
    return new WindowSummary(
        key,
        windowStart,
        windowEnd,
        content.records(),
        content.tokens(),
        content.work().ratio(),
        content.keepLast(),
        model,
        gist(content),
        text,
        highlights(content.candidates()),
        content.newPatterns());
  }

  /** The work that the window cost. */
  public static WorkCounts workCounts(
      String key, long windowStart, long windowEnd, WindowContent content) {
    return new WorkCounts(
        key,
        windowStart,
        windowEnd,
        content.work().tokens(),
        content.work().tokensByLayer(),
        content.work().scoringRatio(),
        content.work().readoutRatio());
  }

  /** What most records say, or the topic words of prose. */
  private static List<String> gist(WindowContent content) {
    return content.topics().isProse(content.counts().size())
        ? List.copyOf(content.topics().topics())
        : phrases(content.recordsByPhrase());
  }

  /**
   * The phrases of most records, as far as they differ enough from those before them.
   *
   * @param records by phrase, in the order in which the phrases first occurred: this is also the
   *     order of those with equally many records
   */
  private static List<String> phrases(Map<String, Long> records) {
    List<String> gist = new ArrayList<>();
    List<Set<String>> told = new ArrayList<>();
    List<String> mostFirst = new ArrayList<>(records.keySet());
    mostFirst.sort(Comparator.comparingLong(phrase -> -records.get(phrase)));
    for (String phrase : mostFirst) {
      Set<String> words = new HashSet<>(List.of(phrase.toLowerCase(Locale.ROOT).split(" ")));
      boolean news = told.stream().noneMatch(t -> share(words, t) >= NEAR_DUPLICATE);
      if (news && gist.size() < MAX_PHRASES) {
        gist.add(phrase);
        told.add(words);
      }
    }
    return List.copyOf(gist);
  }

  /** The share of the words that the phrases before contain. */
  private static double share(Set<String> words, Set<String> told) {
    return (double) words.stream().filter(told::contains).count() / words.size();
  }

  private List<Highlight> highlights(List<Candidate> candidates) {
    return candidates.stream().limit(maxHighlights).map(Summarizer::highlight).toList();
  }

  private static Highlight highlight(Candidate candidate) {
    return new Highlight(
        candidate.best().text(),
        candidate.best().score(),
        candidate.count(),
        candidate.best().time(),
        candidate.best().position(),
        candidate.best().why());
  }
}
