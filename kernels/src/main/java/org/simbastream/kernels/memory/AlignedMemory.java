package org.simbastream.kernels.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.simbastream.annotation.Internal;

/** Buffers outside the heap that begin at a cache line. */
@Internal
public final class AlignedMemory {

  /** The length of a cache line, and of the longest vector, in bytes. */
  private static final int ALIGNMENT = 64;

  private AlignedMemory() {}

  /**
   * Checks that {@code count} floats fit into one buffer.
   *
   * @throws IllegalArgumentException if they take over 2 GiB
   */
  public static void requireRoom(long count) {
    if (count > (Integer.MAX_VALUE - 2 * ALIGNMENT) / Float.BYTES) {
      throw new IllegalArgumentException(count + " floats take over 2 GiB");
    }
  }

  /**
   * Zeroed memory for {@code count} floats, in native byte order.
   *
   * @throws IllegalArgumentException if they take over 2 GiB
   */
  public static ByteBuffer floats(long count) {
    requireRoom(count);
    long bytes = count * Float.BYTES;
    // alignedSlice rounds the start up and the end down
    return ByteBuffer.allocateDirect((int) bytes + 2 * ALIGNMENT)
        .alignedSlice(ALIGNMENT)
        .slice(0, (int) bytes)
        .order(ByteOrder.nativeOrder());
  }
}
