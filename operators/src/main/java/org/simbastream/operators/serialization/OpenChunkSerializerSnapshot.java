package org.simbastream.operators.serialization;

import org.simbastream.operators.keyed.OpenChunk;
import org.simbastream.state.serialization.VersionedSnapshot;

/** Snapshot of {@link OpenChunkSerializer}. */
public final class OpenChunkSerializerSnapshot extends VersionedSnapshot<OpenChunk> {

  /** For Flink, which makes snapshots by name. */
  public OpenChunkSerializerSnapshot() {
    super(OpenChunkSerializer.INSTANCE);
  }
}
