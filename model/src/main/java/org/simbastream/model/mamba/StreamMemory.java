package org.simbastream.model.mamba;

import org.simbastream.annotation.PublicApi;
import org.simbastream.model.recall.RecallState;

/**
 * The hidden state of one stream, held in memory: for generation, tools and tests. The chunks of a
 * bundle read with it must be one.
 */
@PublicApi
public final class StreamMemory implements HiddenStates {

  private final StatePrecision precision;
  private final LayerState[] layers;
  private float[] exitResidual; // (dModel), or null
  private float[] topResidual; // (dModel), or null
  private RecallState recall;

  /** The state before a stream's first token, for a model of that many layers. */
  public StreamMemory(int layers) {
    this(layers, StatePrecision.FLOAT32);
  }

  /** The same, with layers' states kept in this precision. */
  public StreamMemory(int layers, StatePrecision precision) {
    this(precision, new LayerState[layers], null, null, RecallState.EMPTY);
  }

  private StreamMemory(
      StatePrecision precision,
      LayerState[] layers,
      float[] exitResidual,
      float[] topResidual,
      RecallState recall) {
    this.precision = precision;
    this.layers = layers;
    this.exitResidual = exitResidual;
    this.topResidual = topResidual;
    this.recall = recall;
  }

  /** An independent copy; cheap, because layer states are immutable. */
  public StreamMemory fork() {
    return new StreamMemory(precision, layers.clone(), exitResidual, topResidual, recall);
  }

  /** The state of a layer, null before the first token. */
  public LayerState layer(int layer) {
    return layers[layer];
  }

  @Override
  public LayerState layer(int chunk, int layer) {
    return layers[layer];
  }

  @Override
  public void putLayer(int chunk, int layer, LayerState state) {
    layers[layer] = precision.keep(state);
  }

  @Override
  public float[] exitResidual(int chunk) {
    return exitResidual;
  }

  @Override
  public void putExitResidual(int chunk, float[] residual) {
    exitResidual = residual;
  }

  @Override
  public float[] topResidual(int chunk) {
    return topResidual;
  }

  @Override
  public void putTopResidual(int chunk, float[] residual) {
    topResidual = residual;
  }

  @Override
  public RecallState recall(int chunk) {
    return recall;
  }

  @Override
  public void putRecall(int chunk, RecallState state) {
    recall = state;
  }
}
