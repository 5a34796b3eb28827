package org.simbastream.state.serialization;

import org.simbastream.annotation.Internal;
import org.simbastream.model.recall.RecallState;

/**
 * Snapshot of {@link RecallStateSerializer}. Users' savepoints name this class: it never moves and
 * is never renamed.
 */
@Internal
public final class RecallStateSerializerSnapshot extends VersionedSnapshot<RecallState> {

  /** For Flink, which makes snapshots by name. */
  public RecallStateSerializerSnapshot() {
    super(RecallStateSerializer.INSTANCE);
  }
}
