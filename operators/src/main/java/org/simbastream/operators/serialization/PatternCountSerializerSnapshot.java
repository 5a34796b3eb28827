package org.simbastream.operators.serialization;

import org.simbastream.annotation.Internal;
import org.simbastream.scoring.PatternCount;
import org.simbastream.state.serialization.VersionedSnapshot;

/**
 * Snapshot of {@link PatternCountSerializer}. Users' savepoints name this class: it never moves and
 * is never renamed.
 */
@Internal
public final class PatternCountSerializerSnapshot extends VersionedSnapshot<PatternCount> {

  /** For Flink, which makes snapshots by name. */
  public PatternCountSerializerSnapshot() {
    super(PatternCountSerializer.INSTANCE);
  }
}
