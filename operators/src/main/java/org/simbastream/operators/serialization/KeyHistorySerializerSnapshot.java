package org.simbastream.operators.serialization;

import org.simbastream.operators.scoring.KeyHistory;
import org.simbastream.state.serialization.VersionedSnapshot;

/** Snapshot of {@link KeyHistorySerializer}. */
public final class KeyHistorySerializerSnapshot extends VersionedSnapshot<KeyHistory> {

  /** For Flink, which makes snapshots by name. */
  public KeyHistorySerializerSnapshot() {
    super(KeyHistorySerializer.INSTANCE);
  }
}
