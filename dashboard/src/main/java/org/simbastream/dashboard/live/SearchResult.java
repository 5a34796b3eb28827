package org.simbastream.dashboard.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a text occurs on a stream, as far as the page keeps it; letters of either case match.
 *
 * @param hits the latest ones, latest first
 * @param found how many there are
 * @param searched how many lines were searched
 * @param read how many lines the page has read of the stream since it started
 */
public record SearchResult(List<Hit> hits, int found, int searched, long read) {

  /**
   * One occurrence.
   *
   * @param kind {@code line}, {@code highlight} or {@code pattern}
   * @param time event time, or the window's start for a pattern
   * @param window the start of the window it was found in; null for a line
   */
  public record Hit(String kind, long time, String text, Double score, Long window) {}

  static SearchResult of(LiveStream stream, String text, int most) {
    String wanted = text.toLowerCase(Locale.ROOT);
    List<Hit> hits = new ArrayList<>();
    int searched = 0;
    List<ScoredLine> lines = new ArrayList<>(stream.telling().lines());
    lines.addAll(stream.lines());
    for (ScoredLine line : lines) {
      searched++;
      if (contains(line.text(), wanted)) {
        hits.add(new Hit("line", line.time(), line.text(), line.score(), null));
      }
    }
    for (Window window : stream.windows().values()) {
      for (Highlight it : window.highlights()) {
        if (contains(it.text(), wanted) && hits.stream().noneMatch(hit -> isSame(hit, it))) {
          hits.add(new Hit("highlight", it.time(), it.text(), it.score(), window.start()));
        }
      }
      for (String pattern : window.newPatterns()) {
        if (contains(pattern, wanted)) {
          hits.add(new Hit("pattern", window.start(), pattern, null, window.start()));
        }
      }
    }
    hits.sort((a, b) -> Long.compare(b.time(), a.time()));
    return new SearchResult(
        List.copyOf(hits.subList(0, Math.min(most, hits.size()))),
        hits.size(),
        searched,
        stream.seen());
  }

  private static boolean isSame(Hit hit, Highlight highlight) {
    return hit.time() == highlight.time() && hit.text().equals(highlight.text());
  }

  private static boolean contains(String text, String wanted) {
    return text.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
