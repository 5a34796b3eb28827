package org.simbastream.operators.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.simbastream.annotation.Internal;
import org.simbastream.scoring.PatternCount;
import org.simbastream.scoring.deviation.PatternCosts;
import org.simbastream.state.serialization.VersionedSerializer;

/** Serializes how often a pattern, a place or a word occurred on a key. */
@Internal
public final class PatternCountSerializer extends VersionedSerializer<PatternCount> {

  /** The one instance; it has no state. */
  public static final PatternCountSerializer INSTANCE = new PatternCountSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION =
      4; // 1: without pause and costs, 2: without the values of places, 3: without haste

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(PatternCount value, DataOutputView out) throws IOException {
    out.writeLong(value.count());
    out.writeLong(value.lastRecord());
    out.writeLong(value.episodeStart());
    out.writeLong(value.countBefore());
    out.writeLong(value.patterns());
    out.writeLong(value.pause());
    Costs.write(value.costs(), out);
  }

  @Override
  protected PatternCount read(int version, DataInputView in) throws IOException {
    return new PatternCount(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        version < 2 ? 0 : in.readLong(),
        version < 2 ? PatternCosts.NONE : Costs.readPattern(in, version > 2, version > 3));
  }

  @Override
  public TypeSerializerSnapshot<PatternCount> snapshotConfiguration() {
    return new PatternCountSerializerSnapshot();
  }
}
