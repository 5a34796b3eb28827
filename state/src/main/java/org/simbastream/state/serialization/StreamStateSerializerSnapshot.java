package org.simbastream.state.serialization;

import org.simbastream.state.StreamState;

/** Snapshot of {@link StreamStateSerializer}. */
public final class StreamStateSerializerSnapshot extends VersionedSnapshot<StreamState> {

  /** For Flink, which makes snapshots by name. */
  public StreamStateSerializerSnapshot() {
    super(StreamStateSerializer.INSTANCE);
  }
}
