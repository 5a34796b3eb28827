package org.simbastream.model.recall;

import org.simbastream.annotation.PublicApi;

/**
 * What a stream's gate remembers of its tokens. Immutable by contract, at most {@link
 * Gate#MAX_BYTES} large.
 *
 * @param slots (a power of two): contexts and the token that followed, see {@link ExpectationTable}
 * @param repeat the last tokens, and which earlier ones they repeat
 * @param place where in a line the stream is
 * @param trust ({@link Gate#SIGNATURES}): how often candidates of a signature come true, in
 *     65,536ths
 */
@PublicApi
public record GateState(int[] slots, RepeatState repeat, PlaceState place, char[] trust) {

  /** The memory before a stream's first token. */
  public static final GateState EMPTY =
      new GateState(new int[0], RepeatState.EMPTY, PlaceState.START, new char[0]);

  /**
   * Whether the array lengths match and all counts are in range; a restored state that fails this
   * check is damaged.
   */
  public boolean isWellFormed() {
    return Integer.bitCount(slots.length) <= 1
        && slots.length <= 1 << ExpectationTable.MAX_BITS
        && (slots.length == 0 || slots.length >= 1 << ExpectationTable.MIN_BITS)
        && (trust.length == 0 || trust.length == Gate.SIGNATURES)
        && repeat.isWellFormed();
  }
}
