package org.simbastream.operators.serialization;

import org.simbastream.annotation.Internal;
import org.simbastream.scoring.KeyHistory;
import org.simbastream.state.serialization.VersionedSnapshot;

/**
 * Snapshot of {@link KeyHistorySerializer}. Users' savepoints name this class: it never moves and
 * is never renamed.
 */
@Internal
public final class KeyHistorySerializerSnapshot extends VersionedSnapshot<KeyHistory> {

  /** For Flink, which makes snapshots by name. */
  public KeyHistorySerializerSnapshot() {
    super(KeyHistorySerializer.INSTANCE);
  }
}
