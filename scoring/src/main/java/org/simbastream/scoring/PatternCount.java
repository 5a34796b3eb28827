package org.simbastream.scoring;

import org.simbastream.annotation.Internal;
import org.simbastream.scoring.deviation.PatternCosts;

/**
 * How often a pattern, a place or a word at its place occurred on a key. A burst of one pattern is
 * one episode: all its records are scored by the counts before it, so that the second record of a
 * burst scores as high as the first.
 *
 * @param count records that showed it
 * @param lastRecord the number of the last of them among the key's records, from 1
 * @param episodeStart the number of the record with which the present episode began
 * @param countBefore records that showed it before the present episode
 * @param patterns for a place: words that stood there; else nothing
 * @param pause how many records had not shown it before the present episode; 0 for the first one
 * @param costs what its records usually cost to read, if it is a pattern
 */
@Internal
public record PatternCount(
    long count,
    long lastRecord,
    long episodeStart,
    long countBefore,
    long patterns,
    long pause,
    PatternCosts costs) {

  /** The number of records without the pattern that end an episode. */
  private static final int PAUSE = 64;

  /** The number of records after which an episode counts as the normal state at the latest. */
  private static final int LONGEST_EPISODE = 512;

  /** A pattern that was never seen. */
  static final PatternCount NONE = new PatternCount(0, -PAUSE, -PAUSE, 0, 0, 0, PatternCosts.NONE);

  /** What is remembered of a pattern: the count, or {@link #NONE} for null. */
  static PatternCount of(PatternCount remembered) {
    return remembered == null ? NONE : remembered;
  }

  /**
   * The count with one more record of the pattern.
   *
   * @param number the record's number on its key
   * @param news whether a new word stood there, if it is a place
   */
  PatternCount plus(long number, boolean news) {
    long patternsNow = news ? patterns + 1 : patterns;
    // An episode lasts no longer than the history before it.
    long longest = Math.min(LONGEST_EPISODE, episodeStart);
    boolean opens = number - lastRecord > PAUSE || number - episodeStart > longest;
    long paused = count == 0 ? 0 : number - lastRecord;
    return opens
        ? new PatternCount(count + 1, number, number, count, patternsNow, paused, costs)
        : new PatternCount(count + 1, number, episodeStart, countBefore, patternsNow, pause, costs);
  }

  /** The same count with other costs. */
  PatternCount withCosts(PatternCosts now) {
    return new PatternCount(count, lastRecord, episodeStart, countBefore, patterns, pause, now);
  }

  /** Whether the last record began an episode. */
  boolean opensEpisode() {
    return lastRecord == episodeStart;
  }
}
