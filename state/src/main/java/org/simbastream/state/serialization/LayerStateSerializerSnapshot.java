package org.simbastream.state.serialization;

import org.simbastream.annotation.Internal;
import org.simbastream.model.mamba.LayerState;

/**
 * Snapshot of {@link LayerStateSerializer}. Users' savepoints name this class: it never moves and
 * is never renamed.
 */
@Internal
public final class LayerStateSerializerSnapshot extends VersionedSnapshot<LayerState> {

  /** For Flink, which makes snapshots by name. */
  public LayerStateSerializerSnapshot() {
    super(LayerStateSerializer.INSTANCE);
  }
}
