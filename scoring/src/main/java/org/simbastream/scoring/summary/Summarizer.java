package org.simbastream.scoring.summary;

import java.util.List;
import org.simbastream.annotation.Internal;
import org.simbastream.records.Highlight;
import org.simbastream.records.Silence;
import org.simbastream.records.WindowSummary;
import org.simbastream.records.WorkCounts;

/** Closes windows: writes the summary. */
@Internal
public final class Summarizer {

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
        content.newPatterns(),
        null);
  }

  /** The summary of a window without records in which a silence is told. */
  public WindowSummary silence(
      String key, long windowStart, long windowEnd, WindowContent empty, Silence silence) {
    return new WindowSummary(
        key,
        windowStart,
        windowEnd,
        0,
        0,
        empty.work().ratio(),
        empty.keepLast(),
        model,
        List.of(),
        "",
        List.of(),
        List.of(),
        silence);
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
        : Gist.of(content.recordsByPhrase(), GistRules.USUAL);
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
        candidate.best().why(),
        candidate.best().attributes());
  }
}
