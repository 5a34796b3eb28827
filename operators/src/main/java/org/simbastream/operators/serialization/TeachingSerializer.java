package org.simbastream.operators.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;
import org.simbastream.annotation.Internal;
import org.simbastream.records.Teaching;
import org.simbastream.state.serialization.VersionedSerializer;

/** What a person has taught. */
@Internal
public final class TeachingSerializer extends VersionedSerializer<Teaching> {

  /** The one instance; it has no state. */
  public static final TeachingSerializer INSTANCE = new TeachingSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final Teaching.Action[] ACTIONS = Teaching.Action.values();

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(Teaching value, DataOutputView out) throws IOException {
    StringValue.writeString(value.id(), out);
    out.writeByte(value.action().ordinal());
    out.writeLong(value.pattern());
    out.writeBoolean(value.key() != null);
    if (value.key() != null) {
      StringValue.writeString(value.key(), out);
    }
    out.writeLong(value.until());
    StringValue.writeString(value.by(), out);
    StringValue.writeString(value.note(), out);
    out.writeLong(value.at());
  }

  @Override
  protected Teaching read(int version, DataInputView in) throws IOException {
    return new Teaching(
        Records.readString(in),
        readAction(in),
        in.readLong(),
        in.readBoolean() ? Records.readString(in) : null,
        in.readLong(),
        Records.readString(in),
        Records.readString(in),
        in.readLong());
  }

  private static Teaching.Action readAction(DataInputView in) throws IOException {
    int ordinal = in.readUnsignedByte();
    if (ordinal >= ACTIONS.length) {
      throw new IOException("damaged state: action " + ordinal + " of " + ACTIONS.length);
    }
    return ACTIONS[ordinal];
  }

  @Override
  public TypeSerializerSnapshot<Teaching> snapshotConfiguration() {
    return new TeachingSerializerSnapshot();
  }
}
