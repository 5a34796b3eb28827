package org.simbastream.state.serialization;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.simbastream.annotation.Internal;
import org.simbastream.model.mamba.LayerState;
import org.simbastream.model.mamba.StatePrecision;

/**
 * A layer's hidden state: version, precision, convolution window, SSM state. A state whose values
 * are all bfloat16 is written as their upper halves, any other in float32: both are restored
 * exactly, and states of both kinds may be mixed.
 */
@Internal
public final class LayerStateSerializer extends VersionedSerializer<LayerState> {

  /** The one instance; it has no state. */
  public static final LayerStateSerializer INSTANCE = new LayerStateSerializer();

  private static final long serialVersionUID = 1L;
  private static final int VERSION = 1;
  private static final byte FLOAT32 = 0;
  private static final byte BFLOAT16 = 1;

  @Override
  protected int version() {
    return VERSION;
  }

  @Override
  protected void write(LayerState value, DataOutputView out) throws IOException {
    if (StatePrecision.isBfloat16(value.ssm()) && StatePrecision.isBfloat16(value.conv())) {
      out.writeByte(BFLOAT16);
      FloatArrays.writeUpperHalves(value.conv(), out);
      FloatArrays.writeUpperHalves(value.ssm(), out);
    } else {
      out.writeByte(FLOAT32);
      FloatArrays.write(value.conv(), out);
      FloatArrays.write(value.ssm(), out);
    }
  }

  @Override
  protected LayerState read(int version, DataInputView in) throws IOException {
    byte precision = in.readByte();
    if (precision == BFLOAT16) {
      float[] conv = FloatArrays.readUpperHalves(in); // (dConv - 1, dInner)
      return new LayerState(conv, FloatArrays.readUpperHalves(in));
    }
    if (precision != FLOAT32) {
      throw new IOException("damaged state: precision " + precision + " of a layer's state");
    }
    float[] conv = FloatArrays.read(in); // (dConv - 1, dInner)
    return new LayerState(conv, FloatArrays.read(in));
  }

  @Override
  public TypeSerializerSnapshot<LayerState> snapshotConfiguration() {
    return new LayerStateSerializerSnapshot();
  }
}
