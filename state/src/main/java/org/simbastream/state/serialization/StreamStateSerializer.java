package org.simbastream.state.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.simbastream.annotation.Internal;
import org.simbastream.state.stream.Baseline;
import org.simbastream.state.stream.StreamState;

/** Serializes a stream's state besides its layers' states. */
@Internal
public final class StreamStateSerializer extends VersionedSerializer<StreamState> {

  /** The one instance; it has no state. */
  public static final StreamStateSerializer INSTANCE = new StreamStateSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(StreamState value, DataOutputView out) throws IOException {
    out.writeUTF(value.modelFingerprint());
    out.writeLong(value.tokensRead());
    out.writeBoolean(value.exitResidual() != null);
    if (value.exitResidual() != null) {
      FloatArrays.write(value.exitResidual(), out);
    }
    out.writeLong(value.surprisal().count());
    out.writeDouble(value.surprisal().mean());
    out.writeDouble(value.surprisal().variance());
  }

  @Override
  protected StreamState read(int version, DataInputView in) throws IOException {
    String fingerprint = in.readUTF();
    long tokensRead = in.readLong();
    float[] exitResidual = in.readBoolean() ? FloatArrays.read(in) : null;
    Baseline surprisal = new Baseline(in.readLong(), in.readDouble(), in.readDouble());
    return new StreamState(fingerprint, tokensRead, exitResidual, surprisal);
  }

  @Override
  public TypeSerializerSnapshot<StreamState> snapshotConfiguration() {
    return new StreamStateSerializerSnapshot();
  }
}
