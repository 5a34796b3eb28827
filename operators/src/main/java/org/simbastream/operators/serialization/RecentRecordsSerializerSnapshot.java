package org.simbastream.operators.serialization;

import org.simbastream.annotation.Internal;
import org.simbastream.records.RecentRecords;
import org.simbastream.state.serialization.VersionedSnapshot;

/**
 * Snapshot of {@link RecentRecordsSerializer}. Users' savepoints name this class: it never moves
 * and is never renamed.
 */
@Internal
public final class RecentRecordsSerializerSnapshot extends VersionedSnapshot<RecentRecords> {

  /** For Flink, which makes snapshots by name. */
  public RecentRecordsSerializerSnapshot() {
    super(RecentRecordsSerializer.INSTANCE);
  }
}
