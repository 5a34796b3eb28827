package org.simbastream.operators.serialization;

import org.simbastream.operators.scoring.PatternCount;
import org.simbastream.state.serialization.VersionedSnapshot;

/** Snapshot of {@link PatternCountSerializer}. */
public final class PatternCountSerializerSnapshot extends VersionedSnapshot<PatternCount> {

  /** For Flink, which makes snapshots by name. */
  public PatternCountSerializerSnapshot() {
    super(PatternCountSerializer.INSTANCE);
  }
}
