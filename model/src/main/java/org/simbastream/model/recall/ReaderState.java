package org.simbastream.model.recall;

import org.simbastream.annotation.PublicApi;

/**
 * What a model that reads only what its stream did not surely expect keeps of the stream besides
 * its layers: the gate's memory, and the trace that tokens left which were not read. Immutable by
 * contract.
 *
 * @param gate the gate's memory
 * @param trace (dModel): the sum of the embeddings of the tokens skipped since the last one that
 *     was read; empty if there is none
 * @param skipped how many they are
 */
@PublicApi
public record ReaderState(GateState gate, float[] trace, int skipped) {

  /** Before a stream's first token. */
  public static final ReaderState EMPTY = new ReaderState(GateState.EMPTY, new float[0], 0);

  /** Whether all counts are in range; a restored state that fails this check is damaged. */
  public boolean isWellFormed() {
    return gate.isWellFormed() && skipped >= 0 && (skipped == 0 || trace.length > 0);
  }
}
