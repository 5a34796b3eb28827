package org.simbastream.model.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The index of a checkpoint in several files, as Hugging Face writes it: {@code weight_map} names
 * the shard of every tensor.
 */
final class ShardIndex {

  /** The index's file inside a checkpoint's directory. */
  static final String FILE = "model.safetensors.index.json";

  private static final long MAX_FILE_BYTES = 16 << 20;

  /** A plain file name, which can't lead out of the directory. */
  private static final Pattern SHARD_NAME = Pattern.compile("[\\w][\\w.\\-]*\\.safetensors");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ShardIndex() {}

  /**
   * Reads an index.
   *
   * @return the shard's file name by tensor, at least one
   * @throws CheckpointException if it is not a valid index
   * @throws IOException if it can't be read
   */
  static SortedMap<String, String> read(Path path) throws IOException {
    if (Files.size(path) > MAX_FILE_BYTES) {
      throw new CheckpointException(
          "%s has %d bytes, expected an index of at most %d"
              .formatted(path, Files.size(path), MAX_FILE_BYTES));
    }
    JsonNode map;
    try {
      map = JSON.readTree(Files.readAllBytes(path)).path("weight_map");
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          path + " is not well-formed JSON: " + e.getOriginalMessage(), e);
    }
    if (!map.isObject() || map.isEmpty()) {
      throw new CheckpointException(
          path + " has no weight_map, expected one that names the shard of every tensor");
    }
    SortedMap<String, String> shards = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      JsonNode shard = entry.getValue();
      if (!shard.isTextual() || !SHARD_NAME.matcher(shard.textValue()).matches()) {
        throw new CheckpointException(
            "%s puts tensor %s into %s, expected the name of a .safetensors file beside it"
                .formatted(path, entry.getKey(), shard));
      }
      shards.put(entry.getKey(), shard.textValue());
    }
    return shards;
  }
}
