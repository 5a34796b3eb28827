package org.simbastream.dashboard.live;

import java.util.List;

/**
 * The summary of one window of one stream.
 *
 * @param start first millisecond, since the epoch
 * @param end first millisecond after it
 * @param records how many records were read in it
 * @param tokens how many tokens they had
 * @param workRatio token-layers computed divided by those of dense Mamba; null if not known
 * @param keepLast share of tokens that the last layer read; null if not known
 * @param model name and fingerprint of the model
 * @param gist what most records say
 * @param text the text that the model wrote; empty if none
 * @param highlights the most telling records, most telling first
 * @param newPatterns texts of records whose pattern was new to the stream
 * @param silence why it has no records; null if it has some
 */
public record Window(
    long start,
    long end,
    long records,
    long tokens,
    Double workRatio,
    Double keepLast,
    String model,
    List<String> gist,
    String text,
    List<Highlight> highlights,
    List<String> newPatterns,
    Silence silence) {

  /**
   * A silence that is unusual for the stream.
   *
   * @param since the end of the latest window with records, in milliseconds since the epoch
   * @param windows how many windows without records have ended since then
   * @param score how unusual that is
   */
  public record Silence(long since, long windows, Double score) {}

  Window withHighlights(List<Highlight> others) {
    return new Window(
        start,
        end,
        records,
        tokens,
        workRatio,
        keepLast,
        model,
        gist,
        text,
        others,
        newPatterns,
        silence);
  }

  /** The score of its silence or its most telling record; null if it has neither. */
  Double topScore() {
    if (silence != null) {
      return silence.score();
    }
    return highlights.isEmpty() ? null : highlights.get(0).score();
  }

  long characters() {
    long sum = text.length();
    for (String phrase : gist) {
      sum += phrase.length();
    }
    for (String pattern : newPatterns) {
      sum += pattern.length();
    }
    for (Highlight highlight : highlights) {
      sum += highlight.characters();
    }
    return sum;
  }
}
