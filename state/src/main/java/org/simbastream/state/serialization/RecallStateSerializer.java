package org.simbastream.state.serialization;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.simbastream.annotation.Internal;
import org.simbastream.model.recall.Gate;
import org.simbastream.model.recall.GateState;
import org.simbastream.model.recall.PlaceState;
import org.simbastream.model.recall.ReaderState;
import org.simbastream.model.recall.Recall;
import org.simbastream.model.recall.RecallState;
import org.simbastream.model.recall.RepeatState;

/**
 * Serializes a stream's recall; each array in one piece, as {@link FloatArrays} does. Version 1 is
 * without the memory of a model that does not read every token.
 */
@Internal
public final class RecallStateSerializer extends VersionedSerializer<RecallState> {

  /** The one instance; it has no state. */
  public static final RecallStateSerializer INSTANCE = new RecallStateSerializer();

  private static final long serialVersionUID = 1L;
  private static final int WITHOUT_READER = 1;
  private static final int VERSION = 2;

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
    write(value.repeat(), out);
    FloatArrays.write(value.trust(), out);
    out.writeBoolean(value.reader() != ReaderState.EMPTY);
    if (value.reader() != ReaderState.EMPTY) {
      write(value.reader(), out);
    }
  }

  private static void write(RepeatState repeat, DataOutputView out) throws IOException {
    write(repeat.history(), out);
    write(repeat.index(), out);
    out.writeInt(repeat.read());
    out.writeInt(repeat.next());
    out.writeInt(repeat.length());
    out.writeInt(repeat.misses());
  }

  private static void write(ReaderState reader, DataOutputView out) throws IOException {
    GateState gate = reader.gate();
    write(gate.slots(), out);
    write(gate.repeat(), out);
    out.writeInt(gate.place().line());
    out.writeInt(gate.place().after());
    out.writeInt(gate.place().word());
    out.writeBoolean(gate.place().value());
    ByteBuffer trust = bytes(gate.trust().length * Character.BYTES);
    trust.asCharBuffer().put(gate.trust());
    out.writeInt(gate.trust().length);
    out.write(trust.array());
    FloatArrays.write(reader.trace(), out);
    out.writeInt(reader.skipped());
  }

  @Override
  protected RecallState read(int version, DataInputView in) throws IOException {
    long[] slots = new long[length(in, Long.BYTES)]; // (a power of two)
    readFully(slots.length * Long.BYTES, in).asLongBuffer().get(slots);
    RepeatState repeat = repeat(in);
    float[] trust = FloatArrays.read(in);
    boolean read = version > WITHOUT_READER && in.readBoolean();
    RecallState state =
        new RecallState(slots, repeat, trust, read ? reader(in) : ReaderState.EMPTY);
    if (!state.isWellFormed()) {
      throw new IOException("damaged state: a recall whose parts don't belong together");
    }
    return state;
  }

  private static RepeatState repeat(DataInputView in) throws IOException {
    return new RepeatState(
        ints(in), ints(in), in.readInt(), in.readInt(), in.readInt(), in.readInt());
  }

  private static ReaderState reader(DataInputView in) throws IOException {
    int[] slots = ints(in);
    RepeatState repeat = repeat(in);
    PlaceState place = new PlaceState(in.readInt(), in.readInt(), in.readInt(), in.readBoolean());
    int signatures = in.readInt();
    if (signatures < 0 || signatures > Gate.SIGNATURES) {
      throw new IOException("damaged state: trust in " + signatures + " signatures");
    }
    char[] trust = new char[signatures];
    readFully(signatures * Character.BYTES, in).asCharBuffer().get(trust);
    GateState gate = new GateState(slots, repeat, place, trust);
    return new ReaderState(gate, FloatArrays.read(in), in.readInt());
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
