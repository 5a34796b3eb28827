package org.simbastream.model.recall;

import org.simbastream.annotation.PublicApi;

/**
 * A stream's recall: its memory of its own tokens. It serves either a model that reads every token,
 * whose surprisal it is mixed into ({@link Recall}), or a model that reads only what its stream did
 * not surely expect ({@link Gate}). Immutable by contract, at most {@link Recall#MAX_BYTES}, or
 * {@link Gate#MAX_BYTES} and the trace large.
 *
 * @param slots (a power of two): contexts and what followed them, see {@link ContextTable}
 * @param repeat the last tokens, and which earlier ones they repeat
 * @param trust (contexts, 16, 2) and (kinds of repeat): how far a prediction is trusted, by context
 *     length, by how often it came true in a row, and whether it is the first or the second choice;
 *     and by the repeat's length and misses; 0 … 1
 * @param reader the memory that decides what is read; all before is empty then
 */
@PublicApi
public record RecallState(long[] slots, RepeatState repeat, float[] trust, ReaderState reader) {

  /** The memory before a stream's first token. */
  public static final RecallState EMPTY =
      new RecallState(new long[0], RepeatState.EMPTY, new float[0]);

  /** Of a model that reads every token. */
  public RecallState(long[] slots, RepeatState repeat, float[] trust) {
    this(slots, repeat, trust, ReaderState.EMPTY);
  }

  /** Of a model that reads what its stream did not expect. */
  public static RecallState of(ReaderState reader) {
    return new RecallState(new long[0], RepeatState.EMPTY, new float[0], reader);
  }

  /**
   * Whether the array lengths match and all counts are in range; a restored state that fails this
   * check is damaged.
   */
  public boolean isWellFormed() {
    return Integer.bitCount(slots.length) <= 1
        && (trust.length == 0 || trust.length == Recall.TRUSTS)
        && repeat.isWellFormed()
        && reader.isWellFormed();
  }
}
