package org.simbastream.state;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.annotation.Internal;
import org.simbastream.model.mamba.HiddenStates;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.recall.ReaderState;
import org.simbastream.model.recall.RecallState;
import org.simbastream.model.recall.RepeatState;
import org.simbastream.state.stream.KeyedStreamState;
import org.simbastream.state.stream.StreamState;

/**
 * Reads a bundle's hidden states from keyed state and writes them back. Switches the current key.
 */
@Internal
public final class BundleStates implements HiddenStates {

  private final HiddenStateStore store;
  private final List<KeyedStreamState> streams; // (chunks)
  private final long[] recallBytes; // (chunks)

  BundleStates(HiddenStateStore store, List<KeyedStreamState> streams) {
    this.store = store;
    this.streams = new ArrayList<>(streams);
    this.recallBytes = new long[streams.size()];
  }

  /** The stream of a chunk's key, with the values that the bundle has written so far. */
  public StreamState stream(int chunk) {
    return streams.get(chunk).stream();
  }

  /** The size in bytes of the recall written after a chunk; 0 if there is none. */
  public long recallBytes(int chunk) {
    return recallBytes[chunk];
  }

  @Override
  public LayerState layer(int chunk, int layer) {
    store.switchTo(streams.get(chunk).key());
    return store.layer(layer);
  }

  @Override
  public void putLayer(int chunk, int layer, LayerState state) {
    store.switchTo(streams.get(chunk).key());
    store.putLayer(layer, state);
  }

  @Override
  public float[] exitResidual(int chunk) {
    return streams.get(chunk).stream().exitResidual();
  }

  @Override
  public void putExitResidual(int chunk, float[] residual) {
    KeyedStreamState keyed = streams.get(chunk);
    streams.set(
        chunk, new KeyedStreamState(keyed.key(), keyed.stream().withExitResidual(residual)));
  }

  @Override
  public RecallState recall(int chunk) {
    store.switchTo(streams.get(chunk).key());
    return store.recall();
  }

  @Override
  public void putRecall(int chunk, RecallState recall) {
    recallBytes[chunk] = bytes(recall);
    store.switchTo(streams.get(chunk).key());
    store.putRecall(recall);
  }

  private static long bytes(RecallState recall) {
    return (long) Long.BYTES * recall.slots().length
        + (long) Integer.BYTES * (recall.repeat().history().length + recall.repeat().index().length)
        + (long) Float.BYTES * recall.trust().length
        + bytes(recall.reader());
  }

  private static long bytes(ReaderState reader) {
    RepeatState repeat = reader.gate().repeat();
    return (long) Integer.BYTES
            * (reader.gate().slots().length + repeat.history().length + repeat.index().length)
        + (long) Character.BYTES * reader.gate().trust().length
        + (long) Float.BYTES * reader.trace().length;
  }
}
