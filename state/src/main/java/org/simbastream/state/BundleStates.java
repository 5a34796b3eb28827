package org.simbastream.state;

import java.util.List;
import org.simbastream.model.mamba.HiddenStates;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.recall.RecallState;

/** A bundle's hidden states, out of keyed state and back into it. Switches the current key. */
public final class BundleStates implements HiddenStates {

  private final HiddenStateStore store;
  private final List<String> keys; // (chunks)
  private final List<StreamState> streams; // (chunks)
  private final long[] recallBytes; // (chunks)

  BundleStates(HiddenStateStore store, List<String> keys, List<StreamState> streams) {
    this.store = store;
    this.keys = keys;
    this.streams = streams;
    this.recallBytes = new long[keys.size()];
  }

  /** How large the recall is that was put after a chunk; 0 if none was. */
  public long recallBytes(int chunk) {
    return recallBytes[chunk];
  }

  @Override
  public LayerState layer(int chunk, int layer) {
    store.switchTo(keys.get(chunk));
    return store.layer(layer);
  }

  @Override
  public void putLayer(int chunk, int layer, LayerState state) {
    store.switchTo(keys.get(chunk));
    store.putLayer(layer, state);
  }

  @Override
  public float[] exitResidual(int chunk) {
    return streams.get(chunk).exitResidual();
  }

  @Override
  public void putExitResidual(int chunk, float[] residual) {
    streams.set(chunk, streams.get(chunk).withExitResidual(residual));
  }

  @Override
  public RecallState recall(int chunk) {
    store.switchTo(keys.get(chunk));
    return store.recall();
  }

  @Override
  public void putRecall(int chunk, RecallState recall) {
    recallBytes[chunk] = bytes(recall);
    store.switchTo(keys.get(chunk));
    store.putRecall(recall);
  }

  private static long bytes(RecallState recall) {
    return (long) Long.BYTES * recall.slots().length
        + (long) Integer.BYTES * (recall.repeat().history().length + recall.repeat().index().length)
        + (long) Float.BYTES * recall.trust().length;
  }
}
