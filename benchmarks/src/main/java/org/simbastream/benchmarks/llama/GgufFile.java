package org.simbastream.benchmarks.llama;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.simbastream.kernels.memory.FloatSource;

/**
 * Builds a GGUF file, version 3: keys, then a table of tensors, then the tensors' values in
 * float32. Values are read when the file is written and never held.
 */
final class GgufFile {

  /** Tensors begin at multiples of this many bytes after the table. */
  static final int ALIGNMENT = 32;

  private static final int VERSION = 3;
  private static final int UNSIGNED = 4;
  private static final int FLOAT = 6;
  private static final int BOOLEAN = 7;
  private static final int STRING = 8;
  private static final int ARRAY = 9;
  private static final int F32 = 0;
  private static final int PIECE = 1 << 16; // bytes written at once

  private final LittleEndian keys = new LittleEndian();
  private final List<Tensor> tensors = new ArrayList<>();
  private int keyCount;

  /** A tensor; its dimensions begin with the one whose neighbours are adjacent in memory. */
  private record Tensor(String name, FloatSource values, long[] dimensions) {
    long bytes() {
      return Float.BYTES * LongStream.of(dimensions).reduce(1, Math::multiplyExact);
    }
  }

  /** Adds a key with a text. */
  void text(String key, String value) {
    key(key, STRING).string(value);
  }

  /** Adds a key with a whole number of 32 bits. */
  void number(String key, int value) {
    key(key, UNSIGNED).number(value);
  }

  /** Adds a key with a float. */
  void fraction(String key, float value) {
    key(key, FLOAT).number(Float.floatToRawIntBits(value));
  }

  /** Adds a key with a truth value. */
  void flag(String key, boolean value) {
    key(key, BOOLEAN).bytes(new byte[] {(byte) (value ? 1 : 0)});
  }

  /** Adds a key with texts, in order. */
  void texts(String key, List<String> values) {
    LittleEndian entry = key(key, ARRAY).number(STRING).large(values.size());
    values.forEach(entry::string);
  }

  /**
   * Adds a tensor.
   *
   * @param dimensions in the file's order, that is the reverse of a row-major shape
   */
  void tensor(String name, FloatSource values, long... dimensions) {
    tensors.add(new Tensor(name, values, dimensions));
  }

  /** Writes everything that was added; a file that is there is replaced. */
  void write(Path file) throws IOException {
    LittleEndian header = new LittleEndian();
    header.bytes("GGUF".getBytes(StandardCharsets.US_ASCII)).number(VERSION);
    header.large(tensors.size()).large(keyCount).bytes(keys.toByteArray());
    long at = 0;
    for (Tensor tensor : tensors) {
      header.string(tensor.name()).number(tensor.dimensions().length);
      LongStream.of(tensor.dimensions()).forEach(header::large);
      header.number(F32).large(at);
      at += tensor.bytes() + padding(tensor.bytes());
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), PIECE)) {
      header.writeTo(out);
      out.write(new byte[padding(header.size())]);
      for (Tensor tensor : tensors) {
        writeValues(tensor, out);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private LittleEndian key(String key, int type) {
    keyCount++;
    return keys.string(key).number(type);
  }

  private static void writeValues(Tensor tensor, OutputStream out) throws IOException {
    tensor
        .values()
        .readInto(
            (values, length) -> {
              ByteBuffer bytes =
                  ByteBuffer.allocate(length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
              bytes.asFloatBuffer().put(values, 0, length);
              try {
                out.write(bytes.array());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    out.write(new byte[padding(tensor.bytes())]);
  }

  private static int padding(long bytes) {
    return (int) (-bytes & (ALIGNMENT - 1));
  }

  /** Bytes in the file's order; small parts only. */
  private static final class LittleEndian extends ByteArrayOutputStream {

    LittleEndian bytes(byte[] bytes) {
      writeBytes(bytes);
      return this;
    }

    LittleEndian number(int value) {
      return bytes(ordered(Integer.BYTES).putInt(value).array());
    }

    LittleEndian large(long value) {
      return bytes(ordered(Long.BYTES).putLong(value).array());
    }

    LittleEndian string(String value) {
      byte[] text = value.getBytes(StandardCharsets.UTF_8);
      return large(text.length).bytes(text);
    }

    private static ByteBuffer ordered(int bytes) {
      return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
