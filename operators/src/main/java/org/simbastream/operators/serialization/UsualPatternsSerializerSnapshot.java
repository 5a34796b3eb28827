package org.simbastream.operators.serialization;

import org.simbastream.annotation.Internal;
import org.simbastream.scoring.pattern.UsualPatterns;
import org.simbastream.state.serialization.VersionedSnapshot;

/**
 * Snapshot of {@link UsualPatternsSerializer}. Users' savepoints name this class: it never moves
 * and is never renamed.
 */
@Internal
public final class UsualPatternsSerializerSnapshot extends VersionedSnapshot<UsualPatterns> {

  /** For Flink, which makes snapshots by name. */
  public UsualPatternsSerializerSnapshot() {
    super(UsualPatternsSerializer.INSTANCE);
  }
}
