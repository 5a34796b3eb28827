package org.simbastream.model.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.simbastream.model.Fixture;

/** A copy of a fixture whose parts can be changed, for better or worse, before it is written. */
final class EditedCheckpoint {

  private static final ObjectMapper JSON = new ObjectMapper();

  final Path directory;
  final ObjectNode config;
  final ObjectNode header;
  byte[] data;

  private EditedCheckpoint(Path directory, ObjectNode config, ObjectNode header, byte[] data) {
    this.directory = directory;
    this.config = config;
    this.header = header;
    this.data = data;
  }

  /** The fixture's parts, to be written to {@code directory}. */
  static EditedCheckpoint of(String fixture, Path directory) throws IOException {
    Path source = Fixture.named(fixture).directory();
    byte[] file = Files.readAllBytes(source.resolve(Checkpoint.WEIGHTS_FILE));
    int data = 8 + (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return new EditedCheckpoint(
        directory,
        (ObjectNode) JSON.readTree(source.resolve(MambaConfiguration.FILE).toFile()),
        (ObjectNode) JSON.readTree(Arrays.copyOfRange(file, 8, data)),
        Arrays.copyOfRange(file, data, file.length));
  }

  /** What the header says of a tensor. */
  ObjectNode tensor(String name) {
    return (ObjectNode) header.get(name);
  }

  /** The bounds of a tensor within the data. */
  long[] offsets(String name) {
    ArrayNode offsets = (ArrayNode) tensor(name).get("data_offsets");
    return new long[] {offsets.get(0).longValue(), offsets.get(1).longValue()};
  }

  EditedCheckpoint offsets(String name, long begin, long end) {
    tensor(name).putArray("data_offsets").add(begin).add(end);
    return this;
  }

  EditedCheckpoint shape(String name, long... shape) {
    ArrayNode array = tensor(name).putArray("shape");
    for (long dimension : shape) {
      array.add(dimension);
    }
    return this;
  }

  /** Adds a tensor of one dimension after all others. */
  EditedCheckpoint append(String name, String type, int elements, int bytes) {
    ObjectNode tensor = header.putObject(name).put("dtype", type);
    tensor.putArray("shape").add(elements);
    tensor.putArray("data_offsets").add(data.length).add(data.length + bytes);
    data = Arrays.copyOf(data, data.length + bytes);
    return this;
  }

  /** Writes both files. */
  Path write() throws IOException {
    return write(JSON.writeValueAsString(header));
  }

  /** Writes both files, the header as given. */
  Path write(String headerText) throws IOException {
    writeConfig();
    byte[] text = headerText.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(text.length).put(text).put(data);
    Files.write(weights(), file.array());
    return directory;
  }

  /** Writes both files and cuts the second one after so many bytes. */
  Path writeCut(int length) throws IOException {
    write();
    Files.write(weights(), Arrays.copyOf(Files.readAllBytes(weights()), length));
    return directory;
  }

  /** Writes both files and then another header length. */
  Path writeHeaderLength(long length) throws IOException {
    write();
    byte[] file = Files.readAllBytes(weights());
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
    Files.write(weights(), file);
    return directory;
  }

  void writeConfig() throws IOException {
    Files.write(directory.resolve(MambaConfiguration.FILE), JSON.writeValueAsBytes(config));
  }

  private Path weights() {
    return directory.resolve(Checkpoint.WEIGHTS_FILE);
  }
}
