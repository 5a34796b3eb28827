package org.simbastream.state.serialization;

import org.simbastream.annotation.Internal;
import org.simbastream.state.stream.StreamState;

/**
 * Snapshot of {@link StreamStateSerializer}. Users' savepoints name this class: it never moves and
 * is never renamed.
 */
@Internal
public final class StreamStateSerializerSnapshot extends VersionedSnapshot<StreamState> {

  /** For Flink, which makes snapshots by name. */
  public StreamStateSerializerSnapshot() {
    super(StreamStateSerializer.INSTANCE);
  }
}
