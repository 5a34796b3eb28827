package org.simbastream.model.mamba;

import org.simbastream.model.recall.RecallState;

/**
 * Where a bundle's hidden states come from and go to. A forward pass asks for one layer of all
 * chunks before it goes on to the next, so that only one layer's state is in memory at a time.
 */
public interface HiddenStates {

  /** The state of a layer before a chunk of the bundle; null before a stream's first token. */
  LayerState layer(int chunk, int layer);

  /** Takes the state of a layer after a chunk of the bundle. */
  void putLayer(int chunk, int layer, LayerState state);

  /**
   * The residual stream (dModel) at the early readout of the last token before a chunk; null before
   * a stream's first token or without an early readout.
   */
  float[] exitResidual(int chunk);

  /** Takes the residual stream (dModel) at the early readout of a chunk's last token. */
  void putExitResidual(int chunk, float[] residual);

  /** What a chunk's stream remembers of its tokens; empty before its first token. */
  RecallState recall(int chunk);

  /** Takes what a chunk's stream remembers after it. */
  void putRecall(int chunk, RecallState recall);

  /**
   * The residual stream (dModel) above the last layer of the last token before a chunk; null before
   * a stream's first token, and where it isn't carried: then the top says nothing of a chunk's
   * first token. Streams in Flink don't carry it, since they read surprisal below.
   */
  default float[] topResidual(int chunk) {
    return null;
  }

  /** Takes the residual stream (dModel) above the last layer of a chunk's last token. */
  default void putTopResidual(int chunk, float[] residual) {}
}
