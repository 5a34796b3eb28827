package org.simbastream.operators.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.simbastream.operators.keyed.OpenChunk;
import org.simbastream.state.serialization.VersionedSerializer;

/** A key's open chunk, its records apart. */
public final class OpenChunkSerializer extends VersionedSerializer<OpenChunk> {

  /** The one instance; it has no state. */
  public static final OpenChunkSerializer INSTANCE = new OpenChunkSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(OpenChunk value, DataOutputView out) throws IOException {
    out.writeLong(value.windowStart());
    out.writeInt(value.tokens());
    out.writeLong(value.maxWaitTimer());
  }

  @Override
  protected OpenChunk read(int version, DataInputView in) throws IOException {
    return new OpenChunk(in.readLong(), in.readInt(), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<OpenChunk> snapshotConfiguration() {
    return new OpenChunkSerializerSnapshot();
  }
}
