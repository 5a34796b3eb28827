package org.simbastream.state.serialization;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.simbastream.model.recall.Recall;
import org.simbastream.model.recall.RecallState;

/** What a stream remembers of its own tokens; the slots in one piece, as {@link FloatArrays}. */
public final class RecallStateSerializer extends VersionedSerializer<RecallState> {

  /** The one instance; it has no state. */
  public static final RecallStateSerializer INSTANCE = new RecallStateSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(RecallState value, DataOutputView out) throws IOException {
    ByteBuffer slots =
        ByteBuffer.allocate(value.slots().length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    slots.asLongBuffer().put(value.slots());
    out.writeInt(value.slots().length);
    out.write(slots.array());
    out.writeInt(value.recent().length);
    for (int token : value.recent()) {
      out.writeInt(token);
    }
    FloatArrays.write(value.trust(), out);
  }

  @Override
  protected RecallState read(int version, DataInputView in) throws IOException {
    long[] slots = new long[length(in, Long.BYTES)];
    byte[] bytes = new byte[slots.length * Long.BYTES];
    in.readFully(bytes);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(slots);
    int[] recent = new int[length(in, Integer.BYTES)];
    for (int i = 0; i < recent.length; i++) {
      recent[i] = in.readInt();
    }
    return new RecallState(slots, recent, FloatArrays.read(in));
  }

  @Override
  public TypeSerializerSnapshot<RecallState> snapshotConfiguration() {
    return new RecallStateSerializerSnapshot();
  }

  private static int length(DataInputView in, int bytes) throws IOException {
    int length = in.readInt();
    if (length < 0 || (long) length * bytes > Recall.MAX_BYTES) {
      throw new IOException("damaged state: a recall of " + length + " entries");
    }
    return length;
  }
}
