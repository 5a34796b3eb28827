package org.simbastream.state.serialization;

import org.simbastream.model.recall.RecallState;

/** Snapshot of {@link RecallStateSerializer}. */
public final class RecallStateSerializerSnapshot extends VersionedSnapshot<RecallState> {

  /** For Flink, which makes snapshots by name. */
  public RecallStateSerializerSnapshot() {
    super(RecallStateSerializer.INSTANCE);
  }
}
