package org.simbastream.model.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A fixture whose tensors are dealt out to shards, as Hugging Face stores large checkpoints. */
final class ShardedFixture {

  private static final ObjectMapper JSON = new ObjectMapper();

  final Path directory;
  final ObjectNode index = JSON.createObjectNode();
  private final EditedCheckpoint source;
  private final int shards;

  private ShardedFixture(Path directory, EditedCheckpoint source, int shards) {
    this.directory = directory;
    this.source = source;
    this.shards = shards;
  }

  /** Writes a fixture to a directory in so many shards, tensor by tensor in turn. */
  static ShardedFixture write(String fixture, Path directory, int shards) throws IOException {
    Files.createDirectories(directory);
    ShardedFixture sharded =
        new ShardedFixture(directory, EditedCheckpoint.of(fixture, directory), shards);
    sharded.source.writeConfig();
    List<String> names = new ArrayList<>();
    sharded.source.header.fieldNames().forEachRemaining(names::add);
    names.remove("__metadata__");
    sharded.index.putObject("metadata").put("total_size", sharded.source.data.length);
    ObjectNode map = sharded.index.putObject("weight_map");
    for (int i = 0; i < names.size(); i++) {
      map.put(names.get(i), sharded.shard(i % shards));
    }
    for (int shard = 0; shard < shards; shard++) {
      String file = sharded.shard(shard);
      sharded.writeShard(
          file, names.stream().filter(n -> map.get(n).textValue().equals(file)).toList());
    }
    sharded.writeIndex();
    return sharded;
  }

  /** The file name of a shard, counted from 0. */
  String shard(int number) {
    return "model-%05d-of-%05d.safetensors".formatted(number + 1, shards);
  }

  /** The names of the tensors that the index puts into a shard. */
  List<String> tensors(String shard) {
    List<String> names = new ArrayList<>();
    map()
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().textValue().equals(shard)) {
                names.add(entry.getKey());
              }
            });
    return names;
  }

  /** What the index says of the tensors. */
  ObjectNode map() {
    return (ObjectNode) index.get("weight_map");
  }

  void writeIndex() throws IOException {
    Files.write(directory.resolve(ShardIndex.FILE), JSON.writeValueAsBytes(index));
  }

  /** Writes a shard with exactly these tensors of the fixture. */
  void writeShard(String file, List<String> names) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (String name : names) {
      long[] offsets = source.offsets(name);
      ObjectNode tensor = source.tensor(name).deepCopy();
      int begin = data.size();
      data.writeBytes(Arrays.copyOfRange(source.data, (int) offsets[0], (int) offsets[1]));
      tensor.putArray("data_offsets").add(begin).add(data.size());
      header.set(name, tensor);
    }
    byte[] text = JSON.writeValueAsString(header).getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + data.size()).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text).put(data.toByteArray());
    Files.write(directory.resolve(file), bytes.array());
  }
}
