package org.simbastream.model.recall;

import org.simbastream.model.annotation.PublicApi;

/**
 * A stream's recall: its memory of its own tokens. Immutable by contract, at most {@link
 * Recall#MAX_BYTES} large.
 *
 * @param slots (a power of two): contexts and what followed them, see {@link ContextTable}
 * @param repeat the last tokens, and which earlier ones they repeat
 * @param trust (contexts, 16, 2) and (kinds of repeat): how far a prediction is trusted, by context
 *     length, by how often it came true in a row, and whether it is the first or the second choice;
 *     and by the repeat's length and misses; 0 … 1
 */
@PublicApi
public record RecallState(long[] slots, RepeatState repeat, float[] trust) {

  /** The memory before a stream's first token. */
  public static final RecallState EMPTY =
      new RecallState(new long[0], RepeatState.EMPTY, new float[0]);

  /**
   * Whether the array lengths match and all counts are in range; a restored state that fails this
   * check is damaged.
   */
  public boolean isWellFormed() {
    return Integer.bitCount(slots.length) <= 1
        && (trust.length == 0 || trust.length == Recall.TRUSTS)
        && repeat.isWellFormed();
  }
}
