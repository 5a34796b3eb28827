package org.simbastream.operators.serialization;

import org.simbastream.annotation.Internal;
import org.simbastream.operators.text.PendingLines;
import org.simbastream.state.serialization.VersionedSnapshot;

/**
 * Snapshot of {@link PendingLinesSerializer}. Users' savepoints name this class: it never moves and
 * is never renamed.
 */
@Internal
public final class PendingLinesSerializerSnapshot extends VersionedSnapshot<PendingLines> {

  /** For Flink, which makes snapshots by name. */
  public PendingLinesSerializerSnapshot() {
    super(PendingLinesSerializer.INSTANCE);
  }
}
