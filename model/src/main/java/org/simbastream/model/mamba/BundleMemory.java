package org.simbastream.model.mamba;

import java.util.List;
import java.util.stream.Stream;
import org.simbastream.annotation.Internal;
import org.simbastream.model.recall.RecallState;

/** The hidden states of several streams, held in memory, one stream per chunk of the bundle. */
@Internal
public final class BundleMemory implements HiddenStates {

  private final List<StreamMemory> streams;

  /** Reads the chunks of a bundle with these streams, in their order. */
  public BundleMemory(List<StreamMemory> streams) {
    this.streams = List.copyOf(streams);
  }

  /** New streams for a model of that many layers. */
  public static BundleMemory start(int streams, int layers) {
    return start(streams, layers, StatePrecision.FLOAT32);
  }

  /** New streams whose layers' states are kept in this precision. */
  public static BundleMemory start(int streams, int layers, StatePrecision precision) {
    return new BundleMemory(
        Stream.generate(() -> new StreamMemory(layers, precision)).limit(streams).toList());
  }

  /** An independent copy; cheap, because layer states are immutable. */
  public BundleMemory fork() {
    return new BundleMemory(streams.stream().map(StreamMemory::fork).toList());
  }

  /** The stream of a chunk. */
  public StreamMemory stream(int chunk) {
    return streams.get(chunk);
  }

  @Override
  public LayerState layer(int chunk, int layer) {
    return streams.get(chunk).layer(layer);
  }

  @Override
  public void putLayer(int chunk, int layer, LayerState state) {
    streams.get(chunk).putLayer(0, layer, state);
  }

  @Override
  public float[] exitResidual(int chunk) {
    return streams.get(chunk).exitResidual(0);
  }

  @Override
  public void putExitResidual(int chunk, float[] residual) {
    streams.get(chunk).putExitResidual(0, residual);
  }

  @Override
  public RecallState recall(int chunk) {
    return streams.get(chunk).recall(0);
  }

  @Override
  public void putRecall(int chunk, RecallState recall) {
    streams.get(chunk).putRecall(0, recall);
  }

  @Override
  public float[] topResidual(int chunk) {
    return streams.get(chunk).topResidual(0);
  }

  @Override
  public void putTopResidual(int chunk, float[] residual) {
    streams.get(chunk).putTopResidual(0, residual);
  }
}
