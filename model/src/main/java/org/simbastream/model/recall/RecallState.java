package org.simbastream.model.recall;

/**
 * What one stream remembers of its own tokens; immutable by contract, at most {@link
 * Recall#MAX_BYTES} large.
 *
 * @param slots (a power of two): contexts and what followed them, see {@link Slots}
 * @param recent (at most 16): the last tokens read, oldest first
 * @param trust (contexts, 16, 2): how far a prediction is trusted, by context length, by how often
 *     it came true in a row, and whether it is the first or the second choice; 0 … 1
 */
public record RecallState(long[] slots, int[] recent, float[] trust) {

  /** The memory before a stream's first token. */
  public static final RecallState EMPTY = new RecallState(new long[0], new int[0], new float[0]);
}
