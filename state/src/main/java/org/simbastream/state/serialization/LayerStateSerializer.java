package org.simbastream.state.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.simbastream.model.mamba.LayerState;

/**
 * A layer's hidden state: version, precision, convolution window, SSM state. Version 1 knows one
 * precision, float32.
 */
public final class LayerStateSerializer extends VersionedSerializer<LayerState> {

  /** The one instance; it has no state. */
  public static final LayerStateSerializer INSTANCE = new LayerStateSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final byte FLOAT32 = 0;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(LayerState value, DataOutputView out) throws IOException {
    out.writeByte(FLOAT32);
    FloatArrays.write(value.conv(), out);
    FloatArrays.write(value.ssm(), out);
  }

  @Override
  protected LayerState read(int version, DataInputView in) throws IOException {
    byte precision = in.readByte();
    if (precision != FLOAT32) {
      throw new IOException("damaged state: precision " + precision + " of a layer's state");
    }
    float[] conv = FloatArrays.read(in);
    return new LayerState(conv, FloatArrays.read(in));
  }

  @Override
  public TypeSerializerSnapshot<LayerState> snapshotConfiguration() {
    return new LayerStateSerializerSnapshot();
  }
}
