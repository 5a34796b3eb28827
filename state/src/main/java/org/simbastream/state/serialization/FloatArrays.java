package org.simbastream.state.serialization;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Float arrays as a length and little-endian bytes. They pass through a small buffer that stays in
 * the processor's cache, so that a state is copied once and nothing is allocated on the way.
 */
final class FloatArrays {

  /** No array of a hidden state is longer; a greater length means damaged bytes. */
  private static final int MAX_LENGTH = 1 << 26;

  /**
   * The number of floats allocated by a claimed length alone; more are allocated only as they are
   * read.
   */
  private static final int TRUSTED_LENGTH = 1 << 16;

  private static final int PIECE = 1 << 10; // floats

  private static final ThreadLocal<ByteBuffer> BUFFER =
      ThreadLocal.withInitial(
          () -> ByteBuffer.allocate(PIECE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN));

  private FloatArrays() {}

  static void write(float[] values, DataOutputView out) throws IOException {
    ByteBuffer buffer = BUFFER.get();
    out.writeInt(values.length);
    for (int at = 0; at < values.length; at += PIECE) {
      int piece = Math.min(PIECE, values.length - at);
      buffer.asFloatBuffer().put(values, at, piece);
      out.write(buffer.array(), 0, piece * Float.BYTES);
    }
  }

  static float[] read(DataInputView in) throws IOException {
    int length = length(in);
    ByteBuffer buffer = BUFFER.get();
    float[] values = new float[Math.min(length, TRUSTED_LENGTH)]; // (length) in the end
    for (int at = 0; at < length; at += PIECE) {
      int piece = Math.min(PIECE, length - at);
      in.readFully(buffer.array(), 0, piece * Float.BYTES);
      values = grown(values, at + piece, length);
      buffer.asFloatBuffer().get(values, at, piece);
    }
    return values;
  }

  /** Writes the upper halves of values whose lower halves are zero: bfloat16. */
  static void writeUpperHalves(float[] values, DataOutputView out) throws IOException {
    byte[] buffer = BUFFER.get().array(); // (PIECE * Float.BYTES)
    out.writeInt(values.length);
    for (int at = 0; at < values.length; at += PIECE) {
      int piece = Math.min(PIECE, values.length - at);
      for (int i = 0; i < piece; i++) {
        int bits = Float.floatToRawIntBits(values[at + i]);
        buffer[2 * i] = (byte) (bits >>> 16);
        buffer[2 * i + 1] = (byte) (bits >>> 24);
      }
      out.write(buffer, 0, piece * Short.BYTES);
    }
  }

  /** Reads what {@link #writeUpperHalves} wrote. */
  static float[] readUpperHalves(DataInputView in) throws IOException {
    int length = length(in);
    byte[] buffer = BUFFER.get().array(); // (PIECE * Float.BYTES)
    float[] values = new float[Math.min(length, TRUSTED_LENGTH)]; // (length) in the end
    for (int at = 0; at < length; at += PIECE) {
      int piece = Math.min(PIECE, length - at);
      in.readFully(buffer, 0, piece * Short.BYTES);
      values = grown(values, at + piece, length);
      for (int i = 0; i < piece; i++) {
        int bits = (buffer[2 * i] & 0xFF) << 16 | buffer[2 * i + 1] << 24;
        values[at + i] = Float.intBitsToFloat(bits);
      }
    }
    return values;
  }

  private static int length(DataInputView in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_LENGTH) {
      throw new IOException("damaged state: an array of " + length + " floats");
    }
    return length;
  }

  private static float[] grown(float[] values, int needed, int length) {
    return needed <= values.length
        ? values
        : Arrays.copyOf(values, (int) Math.min(length, 2L * values.length));
  }
}
