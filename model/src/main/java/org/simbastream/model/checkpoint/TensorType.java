package org.simbastream.model.checkpoint;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.simbastream.annotation.Internal;

/** The element types a weight may be stored in; each is widened to float32 when it is read. */
@Internal
public enum TensorType {
  /** IEEE 754 binary32. */
  F32(4) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return bytes.getFloat(4 * index);
    }
  },
  /** IEEE 754 binary16. */
  F16(2) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return halfToFloat(bytes.getShort(2 * index));
    }
  },
  /** The upper half of a binary32. */
  BF16(2) {
    @Override
    float read(ByteBuffer bytes, int index) {
      return Float.intBitsToFloat(bytes.getShort(2 * index) << 16);
    }
  };

  private final int bytes;

  TensorType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /** Element {@code index} of a little-endian buffer, as float32. */
  abstract float read(ByteBuffer bytes, int index);

  static Optional<TensorType> named(String name) {
    for (TensorType type : values()) {
      if (type.name().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static float halfToFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >>> 10) & 0x1f;
    int mantissa = half & 0x3ff;
    if (exponent == 0x1f) {
      return Float.intBitsToFloat(sign | 0x7f800000 | mantissa << 13);
    }
    if (exponent == 0) { // zero and subnormals: mantissa * 2^-24
      float magnitude = mantissa * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | (exponent + 112) << 23 | mantissa << 13);
  }
}
