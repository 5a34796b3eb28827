package org.simbastream.state.serialization;

import org.simbastream.model.mamba.LayerState;

/** Snapshot of {@link LayerStateSerializer}. */
public final class LayerStateSerializerSnapshot extends VersionedSnapshot<LayerState> {

  /** For Flink, which makes snapshots by name. */
  public LayerStateSerializerSnapshot() {
    super(LayerStateSerializer.INSTANCE);
  }
}
