package org.simbastream.operators.serialization;

import org.simbastream.annotation.Internal;
import org.simbastream.records.StreamAlerts;
import org.simbastream.state.serialization.VersionedSnapshot;

/**
 * Snapshot of {@link StreamAlertsSerializer}. Users' savepoints name this class: it never moves and
 * is never renamed.
 */
@Internal
public final class StreamAlertsSerializerSnapshot extends VersionedSnapshot<StreamAlerts> {

  /** For Flink, which makes snapshots by name. */
  public StreamAlertsSerializerSnapshot() {
    super(StreamAlertsSerializer.INSTANCE);
  }
}
