package org.simbastream.operators.serialization;

import org.simbastream.annotation.Internal;
import org.simbastream.records.Teaching;
import org.simbastream.state.serialization.VersionedSnapshot;

/**
 * Snapshot of {@link TeachingSerializer}. Users' savepoints name this class: it never moves and is
 * never renamed.
 */
@Internal
public final class TeachingSerializerSnapshot extends VersionedSnapshot<Teaching> {

  /** For Flink, which makes snapshots by name. */
  public TeachingSerializerSnapshot() {
    super(TeachingSerializer.INSTANCE);
  }
}
