package org.simbastream.evaluation.ablation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.simbastream.evaluation.MissingDataException;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.mamba.MambaModel;

/** A copy of a model of which a part is changed, to show what that part does. */
public final class ChangedModel implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String THRESHOLD = "simba_reader_threshold";

  private final Path directory;
  private final MambaModel model;

  private ChangedModel(Path directory, MambaModel model) {
    this.directory = directory;
    this.model = model;
  }

  /**
   * The values of every tensor are in random order: it has the same numbers and has learnt nothing.
   * What it does not change does not come from the model.
   *
   * @param seed of the order of the values
   * @throws MissingDataException if the checkpoint is in several files
   */
  public static ChangedModel shuffled(Path checkpoint, long seed) throws IOException {
    return of(
        checkpoint,
        copy -> {
          Path weights = copy.resolve(Checkpoint.WEIGHTS_FILE);
          byte[] bytes = Files.readAllBytes(weights);
          shuffle(bytes, new Random(seed));
          Files.write(weights, bytes);
        });
  }

  /**
   * A reader's weights as those of a model that reads every token, whose recall and patterns can be
   * asked alone.
   *
   * @throws MissingDataException if the checkpoint is in several files
   */
  public static ChangedModel withoutGate(Path checkpoint) throws IOException {
    return ofConfiguration(checkpoint, fields -> fields.remove(THRESHOLD));
  }

  /**
   * A reader whose gate is never sure: it reads every token, and still knows what the stream's past
   * expects. Its weights were trained behind the gate.
   *
   * @throws MissingDataException if the checkpoint is in several files
   */
  public static ChangedModel neverSure(Path checkpoint) throws IOException {
    return ofConfiguration(checkpoint, fields -> fields.put(THRESHOLD, 1));
  }

  private static ChangedModel ofConfiguration(Path checkpoint, Consumer<ObjectNode> change)
      throws IOException {
    return of(
        checkpoint,
        copy -> {
          File config = copy.resolve(MambaConfiguration.FILE).toFile();
          ObjectNode fields = (ObjectNode) JSON.readTree(config);
          change.accept(fields);
          JSON.writeValue(config, fields);
        });
  }

  /** Changes the files of a copy. */
  private interface Change {
    void in(Path copy) throws IOException;
  }

  private static ChangedModel of(Path checkpoint, Change change) throws IOException {
    if (!Files.isRegularFile(checkpoint.resolve(Checkpoint.WEIGHTS_FILE))
        || !Files.isRegularFile(checkpoint.resolve(Checkpoint.TOKENIZER_FILE))) {
      throw new MissingDataException(
          "there is no "
              + Checkpoint.WEIGHTS_FILE
              + " with a "
              + Checkpoint.TOKENIZER_FILE
              + " to change in "
              + checkpoint);
    }
    Path directory = Files.createTempDirectory("simba-changed-");
    try {
      for (String file :
          new String[] {
            MambaConfiguration.FILE, Checkpoint.TOKENIZER_FILE, Checkpoint.WEIGHTS_FILE
          }) {
        Files.copy(checkpoint.resolve(file), directory.resolve(file));
      }
      change.in(directory);
      return new ChangedModel(directory, MambaModel.load(directory));
    } catch (IOException | RuntimeException e) {
      delete(directory);
      throw e;
    }
  }

  /** The changed model, which is closed with this. */
  public MambaModel model() {
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
