package org.simbastream.operators.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.simbastream.operators.scoring.KeyHistory;
import org.simbastream.state.serialization.VersionedSerializer;

/** What a key has shown so far. */
public final class KeyHistorySerializer extends VersionedSerializer<KeyHistory> {

  /** The one instance; it has no state. */
  public static final KeyHistorySerializer INSTANCE = new KeyHistorySerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(KeyHistory value, DataOutputView out) throws IOException {
    out.writeLong(value.records());
    out.writeInt(value.patterns());
    out.writeLong(value.lastTime());
  }

  @Override
  protected KeyHistory read(int version, DataInputView in) throws IOException {
    return new KeyHistory(in.readLong(), in.readInt(), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<KeyHistory> snapshotConfiguration() {
    return new KeyHistorySerializerSnapshot();
  }
}
