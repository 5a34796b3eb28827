package org.simbastream.model.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A safetensors file whose header is checked against the file: every tensor lies within the file
 * and has the length of its shape and type, no two overlap, and no byte is unused.
 *
 * <p>Layout: 8 bytes header length (little-endian), a JSON header, the tensors' bytes.
 */
final class SafetensorsFile implements TensorStore {

  private static final long MAX_HEADER_BYTES = 100_000_000;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path path;
  private final FileChannel channel;
  private final Map<String, StoredTensor> tensors = new TreeMap<>();

  private SafetensorsFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Opens a file and checks its header.
   *
   * @throws CheckpointException if the file is cut or contradicts itself
   * @throws IOException if it can't be read
   */
  static SafetensorsFile open(Path path) throws IOException {
    SafetensorsFile file =
        new SafetensorsFile(path, FileChannel.open(path, StandardOpenOption.READ));
    try {
      file.readHeader();
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  @Override
  public Path fileOf(String tensor) {
    return path;
  }

  @Override
  public ByteBuffer read(StoredTensor tensor, long offset, int length) throws IOException {
    return read(tensor.begin() + offset, length);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void readHeader() throws IOException {
    long size = channel.size();
    require(size >= 8, "is cut: " + size + " bytes, fewer than the 8 of the header's length");
    long headerBytes = read(0, 8).getLong();
    require(
        headerBytes > 0 && headerBytes <= Math.min(size - 8, MAX_HEADER_BYTES),
        "is cut or not a safetensors file: it says its header has "
            + Long.toUnsignedString(headerBytes)
            + " bytes, the file has "
            + size);
    JsonNode header;
    try {
      header = JSON.readTree(read(8, (int) headerBytes).array());
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          path + ": the header is not well-formed JSON: " + e.getOriginalMessage(), e);
    }
    require(header != null && header.isObject(), "has a header that is not a JSON object");
    long dataStart = 8 + headerBytes;
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), dataStart, size));
      }
    }
    requireNoGaps(dataStart, size);
  }

  private StoredTensor tensor(String name, JsonNode node, long dataStart, long size) {
    JsonNode type = node.path("dtype");
    JsonNode shape = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    require(
        type.isTextual() && shape.isArray() && offsets.isArray() && offsets.size() == 2,
        "describes tensor " + name + " without dtype, shape and two data_offsets");
    long[] dimensions = new long[shape.size()];
    for (int i = 0; i < dimensions.length; i++) {
      dimensions[i] = nonNegative(shape.get(i), name);
    }
    long begin = nonNegative(offsets.get(0), name);
    long end = nonNegative(offsets.get(1), name);
    require(
        begin <= end && end <= size - dataStart,
        String.format(
            "is cut or lies about its offsets: tensor %s claims bytes %d to %d of %d",
            name, begin, end, size - dataStart));
    StoredTensor tensor =
        new StoredTensor(name, type.textValue(), dimensions, dataStart + begin, dataStart + end);
    requireLength(tensor);
    return tensor;
  }

  private long nonNegative(JsonNode number, String name) {
    require(
        number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0,
        "describes tensor " + name + " with " + number + " where a whole number >= 0 belongs");
    return number.longValue();
  }

  private void requireLength(StoredTensor tensor) {
    var type = TensorType.named(tensor.type());
    if (type.isEmpty()) {
      return; // not a supported type; refused later if the tensor is needed
    }
    long expected;
    try {
      expected = type.get().bytes();
      for (long dimension : tensor.shape()) {
        expected = Math.multiplyExact(expected, dimension);
      }
    } catch (ArithmeticException e) {
      expected = -1; // longer than any file
    }
    long found = tensor.end() - tensor.begin();
    require(
        expected == found,
        String.format(
            "lies about its offsets: tensor %s is %s and takes %d bytes, not %s",
            tensor.name(),
            tensor.describe(),
            found,
            expected < 0 ? "more than a file can hold" : Long.toString(expected)));
  }

  private void requireNoGaps(long dataStart, long size) {
    List<StoredTensor> ordered = new ArrayList<>(tensors.values());
    ordered.sort(Comparator.comparingLong(StoredTensor::begin).thenComparing(StoredTensor::end));
    long at = dataStart;
    for (StoredTensor tensor : ordered) {
      require(
          tensor.begin() == at,
          String.format(
              "lies about its offsets: tensor %s begins at byte %d of the data, expected %d",
              tensor.name(), tensor.begin() - dataStart, at - dataStart));
      at = tensor.end();
    }
    require(at == size, "has " + (size - at) + " bytes that belong to no tensor");
  }

  /** Bytes of the file, little-endian, position 0. */
  private ByteBuffer read(long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      require(channel.read(buffer, position + buffer.position()) >= 0, "is cut");
    }
    return buffer.flip();
  }

  private void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new CheckpointException(path + " " + otherwise);
    }
  }
}
