package org.simbastream.model.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The shards of a checkpoint, checked against their index: each exists and holds exactly the
 * tensors that the index names, and there are no others. Only headers are in memory.
 */
final class ShardedTensors implements TensorStore {

  private static final String REMEDY = ": download the checkpoint again, or all of its files";

  private final Path directory;
  private final Path index;
  private final SortedMap<String, String> shardOfTensor;
  private final Map<String, SafetensorsFile> shards = new HashMap<>();
  private final Map<String, StoredTensor> tensors = new TreeMap<>();

  private ShardedTensors(Path directory, SortedMap<String, String> shardOfTensor) {
    this.directory = directory;
    this.index = directory.resolve(ShardIndex.FILE);
    this.shardOfTensor = shardOfTensor;
  }

  /**
   * Opens every shard that the index of a directory names.
   *
   * @throws CheckpointException if index and shards don't fit together; the message names the file
   *     and the remedy
   * @throws IOException if one can't be read
   */
  static ShardedTensors open(Path directory) throws IOException {
    ShardedTensors sharded =
        new ShardedTensors(directory, ShardIndex.read(directory.resolve(ShardIndex.FILE)));
    try {
      sharded.openShards();
      sharded.requireNoOthers();
      return sharded;
    } catch (IOException | RuntimeException e) {
      sharded.close();
      throw e;
    }
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  @Override
  public Path fileOf(String tensor) {
    String shard = shardOfTensor.get(tensor);
    return shard == null ? index : directory.resolve(shard);
  }

  @Override
  public ByteBuffer read(StoredTensor tensor, long offset, int length) throws IOException {
    return shards.get(shardOfTensor.get(tensor.name())).read(tensor, offset, length);
  }

  @Override
  public void close() throws IOException {
    IOException first = null;
    for (SafetensorsFile shard : shards.values()) {
      try {
        shard.close();
      } catch (IOException e) {
        first = first == null ? e : first;
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private void openShards() throws IOException {
    for (String name : new TreeSet<>(shardOfTensor.values())) {
      Path path = directory.resolve(name);
      if (!Files.isRegularFile(path)) {
        throw new CheckpointException(
            "%s names the shard %s, which is not there%s".formatted(index, name, REMEDY));
      }
      SafetensorsFile shard = SafetensorsFile.open(path);
      shards.put(name, shard);
      for (StoredTensor tensor : shard.tensors().values()) {
        requireListed(tensor.name(), name);
        tensors.put(tensor.name(), tensor);
      }
    }
    for (Map.Entry<String, String> listed : shardOfTensor.entrySet()) {
      if (!tensors.containsKey(listed.getKey())) {
        throw new CheckpointException(
            "%s lacks tensor %s, which %s puts there%s"
                .formatted(
                    directory.resolve(listed.getValue()),
                    listed.getKey(),
                    ShardIndex.FILE,
                    REMEDY));
      }
    }
  }

  private void requireListed(String tensor, String shard) {
    String listed = shardOfTensor.get(tensor);
    if (listed == null) {
      throw new CheckpointException(
          "%s holds tensor %s, which %s does not list%s"
              .formatted(directory.resolve(shard), tensor, ShardIndex.FILE, REMEDY));
    }
    if (!listed.equals(shard)) {
      throw new CheckpointException(
          "%s holds tensor %s, which %s puts into %s%s"
              .formatted(directory.resolve(shard), tensor, ShardIndex.FILE, listed, REMEDY));
    }
  }

  /** Refuses other shards in the directory, which mean that two downloads were mixed. */
  private void requireNoOthers() throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, "model-*-of-*.safetensors")) {
      for (Path file : files) {
        if (!shards.containsKey(file.getFileName().toString())) {
          throw new CheckpointException(
              "%s is a shard that %s does not name: remove it if it belongs to another checkpoint, else%s"
                  .formatted(file, ShardIndex.FILE, REMEDY.substring(1)));
        }
      }
    }
  }
}
