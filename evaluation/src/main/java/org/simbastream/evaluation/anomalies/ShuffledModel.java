package org.simbastream.evaluation.anomalies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.simbastream.evaluation.MissingDataException;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.mamba.MambaModel;

/**
 * A copy of a model in which the values of every tensor are in random order: it has the same
 * numbers and has learnt nothing. What it does not change does not come from the model.
 */
final class ShuffledModel implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();

  private final Path directory;
  private final MambaModel model;

  private ShuffledModel(Path directory, MambaModel model) {
    this.directory = directory;
    this.model = model;
  }

  /**
   * Makes a copy.
   *
   * @param seed of the order of the values
   * @throws MissingDataException if the checkpoint is in several files
   */
  static ShuffledModel of(Path checkpoint, long seed) throws IOException {
    Path weights = checkpoint.resolve(Checkpoint.WEIGHTS_FILE);
    if (!Files.isRegularFile(weights)
        || !Files.isRegularFile(checkpoint.resolve(Checkpoint.TOKENIZER_FILE))) {
      throw new MissingDataException(
          "there is no "
              + Checkpoint.WEIGHTS_FILE
              + " with a "
              + Checkpoint.TOKENIZER_FILE
              + " to shuffle in "
              + checkpoint);
    }
    Path directory = Files.createTempDirectory("simba-shuffled-");
    try {
      for (String file : new String[] {MambaConfiguration.FILE, Checkpoint.TOKENIZER_FILE}) {
        Files.copy(checkpoint.resolve(file), directory.resolve(file));
      }
      byte[] bytes = Files.readAllBytes(weights);
      shuffle(bytes, new Random(seed));
      Files.write(directory.resolve(Checkpoint.WEIGHTS_FILE), bytes);
      return new ShuffledModel(directory, MambaModel.load(directory));
    } catch (IOException | RuntimeException e) {
      delete(directory);
      throw e;
    }
  }

  MambaModel model() {
    return model;
  }

  @Override
  public void close() {
    model.close();
    delete(directory);
  }

  /** Shuffles the values of each tensor of a safetensors file. */
  static void shuffle(byte[] file, Random random) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int header = Math.toIntExact(buffer.getLong(0));
    JsonNode tensors = JSON.readTree(file, Long.BYTES, header);
    for (Map.Entry<String, JsonNode> tensor : tensors.properties()) {
      if (!tensor.getKey().equals("__metadata__")) {
        JsonNode offsets = tensor.getValue().get("data_offsets");
        int from = Long.BYTES + header + offsets.get(0).intValue();
        int to = Long.BYTES + header + offsets.get(1).intValue();
        shuffle(file, from, to, bytes(tensor.getValue()), random);
      }
    }
  }

  private static int bytes(JsonNode tensor) {
    long values = 1;
    for (JsonNode size : tensor.get("shape")) {
      values *= size.longValue();
    }
    long all = tensor.get("data_offsets").get(1).longValue();
    return values == 0 ? 1 : (int) ((all - tensor.get("data_offsets").get(0).longValue()) / values);
  }

  private static void shuffle(byte[] file, int from, int to, int size, Random random) {
    byte[] kept = new byte[size];
    for (int i = (to - from) / size - 1; i > 0; i--) {
      int other = from + random.nextInt(i + 1) * size;
      int at = from + i * size;
      System.arraycopy(file, at, kept, 0, size);
      System.arraycopy(file, other, file, at, size);
      System.arraycopy(kept, 0, file, other, size);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " can't be deleted", e);
    }
  }
}
