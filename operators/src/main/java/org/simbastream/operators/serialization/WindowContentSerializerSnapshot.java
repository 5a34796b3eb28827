package org.simbastream.operators.serialization;

import org.simbastream.operators.summary.WindowContent;
import org.simbastream.state.serialization.VersionedSnapshot;

/** Snapshot of {@link WindowContentSerializer}. */
public final class WindowContentSerializerSnapshot extends VersionedSnapshot<WindowContent> {

  /** For Flink, which makes snapshots by name. */
  public WindowContentSerializerSnapshot() {
    super(WindowContentSerializer.INSTANCE);
  }
}
