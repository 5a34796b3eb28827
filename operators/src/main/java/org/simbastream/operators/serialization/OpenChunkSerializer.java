package org.simbastream.operators.serialization;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.simbastream.annotation.Internal;
import org.simbastream.records.OpenChunk;
import org.simbastream.state.serialization.VersionedSerializer;

/** A key's open chunk, its records apart. */
@Internal
public final class OpenChunkSerializer extends VersionedSerializer<OpenChunk> {

  /** The one instance; it has no state. */
  public static final OpenChunkSerializer INSTANCE = new OpenChunkSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 2;

  /** The first version whose chunks may have several windows. */
  private static final int WITH_WINDOWS = 2;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(OpenChunk value, DataOutputView out) throws IOException {
    out.writeInt(value.windows().size());
    for (long window : value.windows()) {
      out.writeLong(window);
    }
    out.writeInt(value.tokens());
    out.writeLong(value.maxWaitTimer());
  }

  @Override
  protected OpenChunk read(int version, DataInputView in) throws IOException {
    if (version < WITH_WINDOWS) {
      return new OpenChunk(in.readLong(), in.readInt(), in.readLong());
    }
    List<Long> windows = Arrays.stream(Records.readLongs(in)).boxed().toList();
    if (windows.isEmpty()) {
      throw new IOException("damaged state: an open chunk without a window");
    }
    return new OpenChunk(windows, in.readInt(), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<OpenChunk> snapshotConfiguration() {
    return new OpenChunkSerializerSnapshot();
  }
}
