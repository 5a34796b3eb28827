package org.simbastream.operators.serialization;

import org.simbastream.operators.keyed.RecentRecords;
import org.simbastream.state.serialization.VersionedSnapshot;

/** Snapshot of {@link RecentRecordsSerializer}. */
public final class RecentRecordsSerializerSnapshot extends VersionedSnapshot<RecentRecords> {

  /** For Flink, which makes snapshots by name. */
  public RecentRecordsSerializerSnapshot() {
    super(RecentRecordsSerializer.INSTANCE);
  }
}
