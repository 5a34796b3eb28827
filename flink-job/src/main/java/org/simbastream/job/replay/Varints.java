package org.simbastream.job.replay;

import java.nio.ByteBuffer;

/** Numbers that take a byte for every seven bits they need. */
final class Varints {

  /** The bytes of the largest number. */
  static final int MAX_BYTES = 9;

  private Varints() {}

  /** Writes a number that is not negative. */
  static void write(long number, ByteBuffer out) {
    long rest = number;
    while (rest > 0x7f) {
      out.put((byte) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  /**
   * Reads a number.
   *
   * @throws IllegalArgumentException if the bytes end before it does, or it has too many
   */
  static long read(ByteBuffer in) {
    long number = 0;
    for (int i = 0; i < MAX_BYTES && in.hasRemaining(); i++) {
      byte next = in.get();
      number |= (next & 0x7fL) << 7 * i;
      if (next >= 0) {
        return number;
      }
    }
    throw new IllegalArgumentException("a number without an end");
  }
}
