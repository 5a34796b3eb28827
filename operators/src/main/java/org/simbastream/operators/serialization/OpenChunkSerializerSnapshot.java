package org.simbastream.operators.serialization;

import org.simbastream.annotation.Internal;
import org.simbastream.records.OpenChunk;
import org.simbastream.state.serialization.VersionedSnapshot;

/**
 * Snapshot of {@link OpenChunkSerializer}. Users' savepoints name this class: it never moves and is
 * never renamed.
 */
@Internal
public final class OpenChunkSerializerSnapshot extends VersionedSnapshot<OpenChunk> {

  /** For Flink, which makes snapshots by name. */
  public OpenChunkSerializerSnapshot() {
    super(OpenChunkSerializer.INSTANCE);
  }
}
