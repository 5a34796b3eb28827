package org.simbastream.operators.serialization;

import org.simbastream.annotation.Internal;
import org.simbastream.records.PendingRecord;
import org.simbastream.state.serialization.VersionedSnapshot;

/**
 * Snapshot of {@link PendingRecordSerializer}. Users' savepoints name this class: it never moves
 * and is never renamed.
 */
@Internal
public final class PendingRecordSerializerSnapshot extends VersionedSnapshot<PendingRecord> {

  /** For Flink, which makes snapshots by name. */
  public PendingRecordSerializerSnapshot() {
    super(PendingRecordSerializer.INSTANCE);
  }
}
