package org.simbastream.model.checkpoint;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.simbastream.annotation.PublicApi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A checkpoint's directory, with its configuration and access to its weights and tokenizer. */
@PublicApi
public final class Checkpoint {

  /** The weights' file inside a checkpoint's directory. */
  public static final String WEIGHTS_FILE = "model.safetensors";

  /** The tokenizer's file inside a checkpoint's directory; needed only for text. */
  public static final String TOKENIZER_FILE = "tokenizer.json";

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);

  private final Path directory;
  private final MambaConfiguration configuration;

  private Checkpoint(Path directory, MambaConfiguration configuration) {
    this.directory = directory;
    this.configuration = configuration;
  }

  /**
   * Opens a directory and reads its configuration; the weights are read by {@link #readWeights}.
   *
   * @throws CheckpointException if there is no such directory, or its configuration is unusable
   */
  public static Checkpoint open(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new CheckpointException(
          "no model at "
              + directory
              + ": expected a directory with config.json, model.safetensors and tokenizer.json");
    }
    return new Checkpoint(directory, MambaConfiguration.read(directory));
  }

  /** The model's shape. */
  public MambaConfiguration configuration() {
    return configuration;
  }

  /** The checkpoint's directory. */
  public Path directory() {
    return directory;
  }

  /** Where the tokenizer is, if the checkpoint has one. */
  public Path tokenizer() {
    return directory.resolve(TOKENIZER_FILE);
  }

  /** The directory's name, for people. */
  public String name() {
    return directory.toAbsolutePath().normalize().getFileName().toString();
  }

  /**
   * Twelve hexadecimal digits that identify this model: a digest of everything that shapes its
   * hidden state, that is configuration, weights and tokenizer, but not of its directory. For
   * weights in one file it covers that file's bytes; for weights in shards it covers the tensors,
   * however they are divided into shards.
   */
  public String fingerprint() {
    return ModelFingerprint.of(directory);
  }

  /** The fingerprint of the model that results from rounding this model's weights. */
  public String fingerprint(String rounding) {
    return ModelFingerprint.derived(fingerprint(), rounding);
  }

  /**
   * Passes the weights to {@code reader}, then warns of tensors that it did not read.
   *
   * @throws CheckpointException if the file or a tensor is unusable; the message names both
   */
  public <T> T readWeights(Function<Weights, T> reader) {
    return read(reader, Weights.Depth.LOADED);
  }

  /**
   * Checks the tensors that {@code reader} requests as in {@link #readWeights}, without holding
   * them: it gets empty arrays, see {@link Weights#isCheckOnly}. Files are checked against their
   * headers, tensors by name, shape and type.
   *
   * @param values whether all values are read too, piece by piece, and checked to be finite
   * @throws CheckpointException as when they are read
   */
  public void checkWeights(Consumer<Weights> reader, boolean values) {
    read(
        weights -> {
          reader.accept(weights);
          return null;
        },
        values ? Weights.Depth.VALUES : Weights.Depth.HEADER);
  }

  private <T> T read(Function<Weights, T> reader, Weights.Depth depth) {
    try (TensorStore store = openTensors()) {
      Weights weights = new Weights(store, depth);
      T result = reader.apply(weights);
      if (!weights.unread().isEmpty()) {
        LOG.warn(
            "{}: tensors that {} does not have are ignored: {}",
            directory,
            configuration.architecture().title(),
            weights.unread());
      }
      return result;
    } catch (IOException e) {
      throw new CheckpointException(
          "the weights in " + directory + " can't be read: " + e.getMessage(), e);
    }
  }

  /** The files of weights as PyTorch pickles them. */
  private List<String> pickledWeights() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.{bin,pt,pth}")) {
      files.forEach(file -> names.add(file.getFileName().toString()));
    }
    names.sort(Comparator.naturalOrder());
    return names;
  }

  /** Opens the single file if there is one, as Hugging Face's own loader does; else the shards. */
  private TensorStore openTensors() throws IOException {
    Path path = directory.resolve(WEIGHTS_FILE);
    boolean sharded = Files.isRegularFile(directory.resolve(ShardIndex.FILE));
    if (Files.isRegularFile(path)) {
      if (sharded) {
        LOG.warn(
            "{} is read, and {} in the same directory is ignored; remove the one that is not"
                + " wanted",
            path,
            ShardIndex.FILE);
      }
      return SafetensorsFile.open(path);
    }
    if (sharded) {
      return ShardedTensors.open(directory);
    }
    List<String> pickled = pickledWeights();
    if (!pickled.isEmpty()) {
      throw new CheckpointException(
          ("no %s in %s, but %s, which is in PyTorch's format, which can't be read: save the model"
                  + " as safetensors, in Python by from_pretrained(…).save_pretrained(…,"
                  + " safe_serialization=True)")
              .formatted(WEIGHTS_FILE, directory, String.join(", ", pickled)));
    }
    throw new CheckpointException(
        "no %s in %s, and no %s: expected the weights in one file or in shards with their index"
            .formatted(WEIGHTS_FILE, directory, ShardIndex.FILE));
  }
}
