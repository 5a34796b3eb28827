package org.simbastream.operators.scoring;

/**
 * How often a key showed a pattern, or a word of a line's opening. A burst of one pattern is one
 * episode: all its records are judged by what was known before it, so that the second record of a
 * burst is as telling as the first.
 *
 * @param count records that showed it
 * @param lastRecord the number of the last of them among the key's records, from 1
 * @param episodeStart the number of the record that the present episode began with
 * @param countBefore records that showed it before the present episode
 * @param patterns patterns that began with it; for a pattern itself 1
 */
public record PatternCount(
    long count, long lastRecord, long episodeStart, long countBefore, long patterns) {

  /** Records without it that end an episode. */
  private static final int PAUSE = 64;

  /** Records after which an episode has become the normal state at the latest. */
  private static final int LONGEST_EPISODE = 512;

  /** It was never seen. */
  static final PatternCount NONE = new PatternCount(0, -PAUSE, -PAUSE, 0, 0);

  /**
   * With one more record that shows it.
   *
   * @param number the record's number on its key
   * @param newPattern whether its pattern is new
   */
  PatternCount plus(long number, boolean newPattern) {
    long patternsNow = newPattern ? patterns + 1 : patterns;
    // Nothing is an exception for longer than there was a rule before it.
    long longest = Math.min(LONGEST_EPISODE, episodeStart);
    boolean opens = number - lastRecord > PAUSE || number - episodeStart > longest;
    return opens
        ? new PatternCount(count + 1, number, number, count, patternsNow)
        : new PatternCount(count + 1, number, episodeStart, countBefore, patternsNow);
  }

  /** Whether the last record began an episode. */
  boolean opensEpisode() {
    return lastRecord == episodeStart;
  }
}
