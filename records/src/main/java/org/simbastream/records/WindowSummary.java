package org.simbastream.records;

import java.util.List;
import org.simbastream.annotation.PublicApi;

/**
 * The summary of one key in one event-time window.
 *
 * @param key the stream
 * @param windowStart the window's first millisecond since the epoch
 * @param windowEnd the first millisecond after the window
 * @param records how many records were read in it
 * @param tokens how many tokens those records had
 * @param workRatio token-layers computed divided by those of dense Mamba on the same tokens, 0 … 1
 * @param keepLast the share of tokens that the last layer read ({@code last} of the schedule),
 *     their mean if it followed the load
 * @param model the name and fingerprint of the model that read it
 * @param gist what most records say: phrases of a few words, most frequent first; of prose, up to
 *     48 topic words, most telling first
 * @param highlights the most telling records, most telling first; no two say the same
 * @param text what the model wrote about the stream so far, empty if it was not asked to
 * @param newPatterns texts of records whose pattern this key had not shown before, as far as it
 *     remembers, in order
 * @param silence why there is a summary of a window without records; null if it has records
 * @param muted how many of its records people have muted, see {@link Teaching}
 */
@PublicApi
public record WindowSummary(
    String key,
    long windowStart,
    long windowEnd,
    long records,
    long tokens,
    double workRatio,
    double keepLast,
    String model,
    List<String> gist,
    String text,
    List<Highlight> highlights,
    List<String> newPatterns,
    Silence silence,
    long muted) {

  /** A summary of a window in which nothing is muted. */
  public WindowSummary(
      String key,
      long windowStart,
      long windowEnd,
      long records,
      long tokens,
      double workRatio,
      double keepLast,
      String model,
      List<String> gist,
      String text,
      List<Highlight> highlights,
      List<String> newPatterns,
      Silence silence) {
    this(
        key,
        windowStart,
        windowEnd,
        records,
        tokens,
        workRatio,
        keepLast,
        model,
        gist,
        text,
        highlights,
        newPatterns,
        silence,
        0);
  }

  /** The same summary with another key and other times. */
  public WindowSummary as(String otherKey, long otherStart, long otherEnd) {
    return with(otherKey, otherStart, otherEnd, muted);
  }

  /** The same summary of a window with so many muted records. */
  public WindowSummary withMuted(long number) {
    return with(key, windowStart, windowEnd, number);
  }

  private WindowSummary with(String itsKey, long start, long end, long itsMuted) {
    return new WindowSummary(
        itsKey,
        start,
        end,
        records,
        tokens,
        workRatio,
        keepLast,
        model,
        gist,
        text,
        highlights,
        newPatterns,
        silence,
        itsMuted);
  }
}
