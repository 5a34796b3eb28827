package org.simbastream.operators.serialization;

import org.simbastream.annotation.Internal;
import org.simbastream.scoring.summary.WindowContent;
import org.simbastream.state.serialization.VersionedSnapshot;

/**
 * Snapshot of {@link WindowContentSerializer}. Users' savepoints name this class: it never moves
 * and is never renamed.
 */
@Internal
public final class WindowContentSerializerSnapshot extends VersionedSnapshot<WindowContent> {

  /** For Flink, which makes snapshots by name. */
  public WindowContentSerializerSnapshot() {
    super(WindowContentSerializer.INSTANCE);
  }
}
