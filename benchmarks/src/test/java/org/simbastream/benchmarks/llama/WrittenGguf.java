package org.simbastream.benchmarks.llama;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** A GGUF file, read as its specification says. */
final class WrittenGguf {

  final String magic;
  final int version;
  final Map<String, Object> keys = new LinkedHashMap<>();
  final Map<String, Tensor> tensors = new LinkedHashMap<>();
  final long dataStart;
  final long fileLength;

  private final ByteBuffer bytes;

  /** A line of the tensors' table. */
  record Tensor(long[] dimensions, int type, long offset) {
    long count() {
      return LongStream.of(dimensions).reduce(1, (a, b) -> a * b);
    }
  }

  private WrittenGguf(ByteBuffer bytes) {
    this.bytes = bytes;
    this.fileLength = bytes.limit();
    this.magic = text(4);
    this.version = bytes.getInt();
    long tensorCount = bytes.getLong();
    long keyCount = bytes.getLong();
    for (long i = 0; i < keyCount; i++) {
      String key = text(bytes.getLong());
      keys.put(key, value(bytes.getInt()));
    }
    for (long i = 0; i < tensorCount; i++) {
      String name = text(bytes.getLong());
      long[] dimensions = new long[bytes.getInt()];
      for (int d = 0; d < dimensions.length; d++) {
        dimensions[d] = bytes.getLong();
      }
      tensors.put(name, new Tensor(dimensions, bytes.getInt(), bytes.getLong()));
    }
    this.dataStart = (bytes.position() + 31) / 32 * 32;
  }

  static WrittenGguf read(Path file) throws IOException {
    return new WrittenGguf(
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** A tensor's values, as they lie in the file. */
  float[] values(String name) {
    Tensor tensor = tensors.get(name);
    float[] values = new float[(int) tensor.count()];
    bytes.position((int) (dataStart + tensor.offset()));
    bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  private Object value(int type) {
    switch (type) {
      case 4:
      case 5:
        return bytes.getInt();
      case 6:
        return bytes.getFloat();
      case 7:
        return bytes.get() == 1;
      case 8:
        return text(bytes.getLong());
      case 9:
        int elements = bytes.getInt();
        long count = bytes.getLong();
        List<Object> values = new ArrayList<>();
        for (long i = 0; i < count; i++) {
          values.add(value(elements));
        }
        return values;
      default:
        throw new IllegalArgumentException("type " + type + " at byte " + bytes.position());
    }
  }

  private String text(long length) {
    byte[] text = new byte[(int) length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}
