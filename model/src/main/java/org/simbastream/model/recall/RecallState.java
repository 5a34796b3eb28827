package org.simbastream.model.recall;

/**
 * What one stream remembers of its own tokens; immutable by contract, at most {@link
 * Recall#MAX_BYTES} large.
 *
 * @param slots (a power of two): contexts and what followed them, see {@link Slots}
 * @param repeat the last tokens, and which earlier ones they repeat
 * @param trust (contexts, 16, 2) and (kinds of repeat): how far a prediction is trusted, by context
 *     length, by how often it came true in a row, and whether it is the first or the second choice;
 *     and by the repeat's length and misses; 0 … 1
 */
public record RecallState(long[] slots, RepeatState repeat, float[] trust) {

  /** The memory before a stream's first token. */
  public static final RecallState EMPTY =
      new RecallState(new long[0], RepeatState.EMPTY, new float[0]);

  /**
   * Whether this can have come of reading a stream: arrays of lengths that belong together, counts
   * in their ranges. A state that is read back and is not so was damaged.
   */
  public boolean isWellFormed() {
    return Integer.bitCount(slots.length) <= 1
        && (trust.length == 0 || trust.length == Recall.TRUSTS)
        && repeat.isWellFormed();
  }
}
