package org.simbastream.operators.serialization;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.simbastream.annotation.Internal;
import org.simbastream.records.StreamPattern;
import org.simbastream.scoring.pattern.SeenPattern;
import org.simbastream.scoring.pattern.WindowPatterns;
import org.simbastream.state.serialization.VersionedSerializer;

/** The patterns of one key's open window. */
@Internal
public final class WindowPatternsSerializer extends VersionedSerializer<WindowPatterns> {

  /** The one instance; it has no state. */
  public static final WindowPatternsSerializer INSTANCE = new WindowPatternsSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(WindowPatterns value, DataOutputView out) throws IOException {
    out.writeInt(value.patterns().size());
    for (SeenPattern seen : value.patterns().values()) {
      out.writeLong(seen.pattern().id());
      StringValue.writeString(seen.pattern().text(), out);
      out.writeBoolean(seen.pattern().isNew());
      out.writeLong(seen.count());
      out.writeLong(seen.first());
      out.writeLong(seen.last());
      StringValue.writeString(seen.example(), out);
    }
  }

  @Override
  protected WindowPatterns read(int version, DataInputView in) throws IOException {
    Map<Long, SeenPattern> patterns = new LinkedHashMap<>();
    for (int i = Records.readLength(in); i > 0; i--) {
      StreamPattern pattern =
          new StreamPattern(in.readLong(), Records.readString(in), in.readBoolean());
      patterns.put(
          pattern.id(),
          new SeenPattern(
              pattern, in.readLong(), in.readLong(), in.readLong(), Records.readString(in)));
    }
    return new WindowPatterns(Collections.unmodifiableMap(patterns));
  }

  @Override
  public TypeSerializerSnapshot<WindowPatterns> snapshotConfiguration() {
    return new WindowPatternsSerializerSnapshot();
  }
}
