package org.simbastream.model.mamba;

import java.util.ArrayList;
import java.util.List;

/** The hidden states of a bundle in memory, one stream a chunk. */
final class BundleMemory implements HiddenStates {

  private final List<StreamMemory> streams;

  BundleMemory(List<StreamMemory> streams) {
    this.streams = List.copyOf(streams);
  }

  /** New streams for a model of that many layers. */
  static BundleMemory start(int streams, int layers) {
    List<StreamMemory> memories = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      memories.add(new StreamMemory(layers));
    }
    return new BundleMemory(memories);
  }

  StreamMemory stream(int chunk) {
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
}
