package org.simbastream.operators.serialization;

import org.simbastream.annotation.Internal;
import org.simbastream.scoring.pattern.WindowPatterns;
import org.simbastream.state.serialization.VersionedSnapshot;

/**
 * Snapshot of {@link WindowPatternsSerializer}. Users' savepoints name this class: it never moves
 * and is never renamed.
 */
@Internal
public final class WindowPatternsSerializerSnapshot extends VersionedSnapshot<WindowPatterns> {

  /** For Flink, which makes snapshots by name. */
  public WindowPatternsSerializerSnapshot() {
    super(WindowPatternsSerializer.INSTANCE);
  }
}
