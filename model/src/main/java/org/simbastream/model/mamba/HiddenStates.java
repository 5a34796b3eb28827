package org.simbastream.model.mamba;

import org.simbastream.annotation.PublicApi;
import org.simbastream.model.recall.RecallState;

/**
 * Reads and writes a bundle's hidden states. A forward pass reads one layer of all chunks before
 * the next layer, so that only one layer's state is in memory at a time.
 */
@PublicApi
public interface HiddenStates {

  /** The state of a layer before a chunk of the bundle; null before a stream's first token. */
  LayerState layer(int chunk, int layer);

  /** Stores the state of a layer after a chunk of the bundle. */
  void putLayer(int chunk, int layer, LayerState state);

  /**
   * The residual stream (dModel) at the early readout of the last token before a chunk; null before
   * a stream's first token or without an early readout.
   */
  float[] exitResidual(int chunk);

  /** Stores the residual stream (dModel) at the early readout of a chunk's last token. */
  void putExitResidual(int chunk, float[] residual);

  /** The recall of a chunk's stream; empty before its first token. */
  RecallState recall(int chunk);

  /** Stores the recall of a chunk's stream after the chunk. */
  void putRecall(int chunk, RecallState recall);

  /**
   * The residual stream (dModel) above the last layer of the last token before a chunk; null before
   * a stream's first token, and if it is not stored: then there is no top surprisal of a chunk's
   * first token. Streams in Flink don't store it, since they use the early readout.
   */
  default float[] topResidual(int chunk) {
    return null;
  }

  /** Stores the residual stream (dModel) above the last layer of a chunk's last token. */
  default void putTopResidual(int chunk, float[] residual) {}
}
