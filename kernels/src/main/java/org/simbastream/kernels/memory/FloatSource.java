package org.simbastream.kernels.memory;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.simbastream.annotation.Internal;

/** A tensor that can be read any number of times, so that it need not be held in memory. */
@Internal
@FunctionalInterface
public interface FloatSource {

  /** Gives all values in row-major order. */
  void readInto(FloatSink sink);

  /** The values as an array of that length. */
  default float[] array(int length) {
    FloatBuffer values = FloatBuffer.allocate(length);
    readInto((piece, count) -> values.put(piece, 0, count));
    return values.array();
  }

  /** The values outside the heap, in native byte order and aligned to a cache line. */
  default ByteBuffer direct(long length) {
    ByteBuffer bytes = AlignedMemory.floats(length);
    FloatBuffer values = bytes.asFloatBuffer();
    readInto((piece, count) -> values.put(piece, 0, count));
    return bytes;
  }
}
