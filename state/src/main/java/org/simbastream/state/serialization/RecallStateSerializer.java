package org.simbastream.state.serialization;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.simbastream.model.annotation.Internal;
import org.simbastream.model.recall.Recall;
import org.simbastream.model.recall.RecallState;
import org.simbastream.model.recall.RepeatState;

/** Serializes a stream's recall; each array in one piece, as {@link FloatArrays} does. */
@Internal
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
    ByteBuffer slots = bytes(value.slots().length * Long.BYTES);
    slots.asLongBuffer().put(value.slots());
    out.writeInt(value.slots().length);
    out.write(slots.array());
    RepeatState repeat = value.repeat();
    write(repeat.history(), out);
    write(repeat.index(), out);
    out.writeInt(repeat.read());
    out.writeInt(repeat.next());
    out.writeInt(repeat.length());
    out.writeInt(repeat.misses());
    FloatArrays.write(value.trust(), out);
  }

  @Override
  protected RecallState read(int version, DataInputView in) throws IOException {
    long[] slots = new long[length(in, Long.BYTES)]; // (a power of two)
    readFully(slots.length * Long.BYTES, in).asLongBuffer().get(slots);
    RepeatState repeat =
        new RepeatState(ints(in), ints(in), in.readInt(), in.readInt(), in.readInt(), in.readInt());
    RecallState state = new RecallState(slots, repeat, FloatArrays.read(in));
    if (!state.isWellFormed()) {
      throw new IOException("damaged state: a recall whose parts don't belong together");
    }
    return state;
  }

  private static void write(int[] values, DataOutputView out) throws IOException {
    ByteBuffer bytes = bytes(values.length * Integer.BYTES);
    bytes.asIntBuffer().put(values);
    out.writeInt(values.length);
    out.write(bytes.array());
  }

  private static int[] ints(DataInputView in) throws IOException {
    int[] values = new int[length(in, Integer.BYTES)]; // (a power of two)
    readFully(values.length * Integer.BYTES, in).asIntBuffer().get(values);
    return values;
  }

  private static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer readFully(int size, DataInputView in) throws IOException {
    ByteBuffer bytes = bytes(size);
    in.readFully(bytes.array());
    return bytes;
  }

  @Override
  public TypeSerializerSnapshot<RecallState> snapshotConfiguration() {
    return new RecallStateSerializerSnapshot();
  }

  private static int length(DataInputView in, int bytes) throws IOException {
    int length = in.readInt();
    if (length < 0 || Integer.bitCount(length) > 1 || (long) length * bytes > Recall.MAX_BYTES) {
      throw new IOException("damaged state: a recall of " + length + " entries");
    }
    return length;
  }
}
