package org.simbastream.model.recall;

import org.simbastream.annotation.PublicApi;

/**
 * A stream's last tokens, and where they repeat earlier ones; immutable by contract.
 *
 * @param history (a power of two): the last tokens; token number n of the stream is at n modulo the
 *     length
 * @param index (a fourth of that): by hash of a few tokens, the number of the token that came after
 *     them last, 0 for none
 * @param read how many tokens the stream had, modulo 2³²
 * @param next the number of the earlier token that the next one is expected to repeat
 * @param length how many tokens before it repeated the last ones, without a miss, 64 at most
 * @param misses how many of the tokens before did not, since they last did for long
 */
@PublicApi
public record RepeatState(int[] history, int[] index, int read, int next, int length, int misses) {

  /** Before a stream's first token. */
  static final RepeatState EMPTY = new RepeatState(new int[0], new int[0], 0, 0, 0, 0);

  boolean isWellFormed() {
    return Integer.bitCount(history.length) <= 1
        && index.length * LongestRepeat.INDEX_SHARE == history.length
        && length >= 0
        && length <= LongestRepeat.LONGEST
        && misses >= 0
        && misses <= LongestRepeat.MAX_MISSES;
  }
}
