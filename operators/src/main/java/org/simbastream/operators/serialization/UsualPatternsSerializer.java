package org.simbastream.operators.serialization;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.simbastream.annotation.Internal;
import org.simbastream.scoring.pattern.UsualPattern;
import org.simbastream.scoring.pattern.UsualPatterns;
import org.simbastream.state.serialization.VersionedSerializer;
import org.simbastream.state.stream.RunningCost;

/** How often the patterns of one key usually come. */
@Internal
public final class UsualPatternsSerializer extends VersionedSerializer<UsualPatterns> {

  /** The one instance; it has no state. */
  public static final UsualPatternsSerializer INSTANCE = new UsualPatternsSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(UsualPatterns value, DataOutputView out) throws IOException {
    out.writeInt(value.patterns().size());
    for (Map.Entry<Long, UsualPattern> entry : value.patterns().entrySet()) {
      UsualPattern usual = entry.getValue();
      out.writeLong(entry.getKey());
      StringValue.writeString(usual.text(), out);
      out.writeLong(usual.counts().count());
      out.writeFloat(usual.counts().mean());
      out.writeFloat(usual.counts().variance());
      out.writeLong(usual.windows());
      out.writeLong(usual.absences());
      out.writeLong(usual.silent());
      out.writeBoolean(usual.gone());
      out.writeLong(usual.lastTime());
      out.writeLong(usual.lastEnd());
      StringValue.writeString(usual.example(), out);
    }
  }

  @Override
  protected UsualPatterns read(int version, DataInputView in) throws IOException {
    SortedMap<Long, UsualPattern> patterns = new TreeMap<>();
    for (int i = Records.readLength(in); i > 0; i--) {
      long id = in.readLong();
      patterns.put(id, readPattern(in));
    }
    return new UsualPatterns(Collections.unmodifiableSortedMap(patterns));
  }

  private static UsualPattern readPattern(DataInputView in) throws IOException {
    return new UsualPattern(
        Records.readString(in),
        new RunningCost(in.readLong(), in.readFloat(), in.readFloat()),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        in.readLong(),
        in.readLong(),
        Records.readString(in));
  }

  @Override
  public TypeSerializerSnapshot<UsualPatterns> snapshotConfiguration() {
    return new UsualPatternsSerializerSnapshot();
  }
}
