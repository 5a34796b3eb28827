package org.simbastream.model.mamba;

import org.simbastream.annotation.PublicApi;

/** The precision of a stream's hidden state between chunks. Within a chunk it is always float32. */
@PublicApi
public enum StatePrecision {
  /** As computed. */
  FLOAT32 {
    @Override
    public LayerState keep(LayerState state) {
      return state;
    }
  },
  /**
   * Rounded to 8 bits of mantissa, to the nearest, ties to even: half the bytes in checkpoints and
   * on disk. A state that is not finite stays as it is.
   */
  BFLOAT16 {
    @Override
    public LayerState keep(LayerState state) {
      return new LayerState(rounded(state.conv()), rounded(state.ssm()));
    }
  };

  private static final int LOWER_HALF = 0xFFFF;
  private static final int JUST_BELOW_A_HALF = 0x7FFF;

  /** A layer's state in this precision; the given state does not change. */
  public abstract LayerState keep(LayerState state);

  /** Whether every value is a bfloat16 value, so that its lower half is zero. */
  public static boolean isBfloat16(float[] values) {
    int lower = 0;
    for (float value : values) {
      lower |= Float.floatToRawIntBits(value);
    }
    return (lower & LOWER_HALF) == 0;
  }

  private static float[] rounded(float[] values) {
    float[] rounded = new float[values.length]; // as values
    for (int i = 0; i < values.length; i++) {
      rounded[i] = rounded(values[i]);
    }
    return rounded;
  }

  private static float rounded(float value) {
    if (!Float.isFinite(value)) {
      return value;
    }
    int bits = Float.floatToRawIntBits(value);
    int odd = (bits >>> 16) & 1;
    return Float.intBitsToFloat((bits + JUST_BELOW_A_HALF + odd) & ~LOWER_HALF);
  }
}
