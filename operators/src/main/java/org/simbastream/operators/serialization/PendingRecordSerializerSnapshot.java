package org.simbastream.operators.serialization;

import org.simbastream.operators.record.PendingRecord;
import org.simbastream.state.serialization.VersionedSnapshot;

/** Snapshot of {@link PendingRecordSerializer}. */
public final class PendingRecordSerializerSnapshot extends VersionedSnapshot<PendingRecord> {

  /** For Flink, which makes snapshots by name. */
  public PendingRecordSerializerSnapshot() {
    super(PendingRecordSerializer.INSTANCE);
  }
}
