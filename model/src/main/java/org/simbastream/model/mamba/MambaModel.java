package org.simbastream.model.mamba;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.simbastream.annotation.PublicApi;
import org.simbastream.kernels.Kernels;
import org.simbastream.kernels.parallel.ThreadTeam;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.linear.Products;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.model.text.TextTokenizer;
import org.simbastream.model.text.TokenBytes;

/**
 * A model ready to read streams: weights, shape, identity. Read-only and shared by threads; each
 * thread needs its own {@link ForwardPass}.
 */
@PublicApi
public final class MambaModel implements AutoCloseable {

  private final Checkpoint checkpoint;
  private final MambaWeights weights;
  private final String fingerprint;

  private MambaModel(Checkpoint checkpoint, MambaWeights weights, Products products) {
    this.checkpoint = checkpoint;
    this.weights = weights;
    this.fingerprint = fingerprint(checkpoint, products);
  }

  private static String fingerprint(Checkpoint checkpoint, Products products) {
    return products.isExact()
        ? checkpoint.fingerprint()
        : checkpoint.fingerprint(products.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Checks that a checkpoint's directory can be loaded, without loading it, by its configuration
   * and the headers of its weights. It takes little memory, and the same time for models of any
   * size.
   *
   * @throws CheckpointException as {@link #load(Path)}, but for values that are not finite
   */
  public static void check(Path directory) {
    check(directory, false);
  }

  private static Checkpoint check(Path directory, boolean values) {
    Checkpoint checkpoint = Checkpoint.open(directory);
    checkpoint.checkWeights(w -> MambaWeights.check(w, checkpoint.configuration()), values);
    return checkpoint;
  }

  /**
   * Checks that a checkpoint's directory can be loaded, including all values, without holding them:
   * its files are read piece by piece.
   *
   * @return its {@link #label()} with these products
   * @throws CheckpointException as {@link #load(Path)}
   */
  public static String checkedLabel(Path directory, Products products) {
    Checkpoint checkpoint = check(directory, true);
    return label(checkpoint, fingerprint(checkpoint, products));
  }

  private static String label(Checkpoint checkpoint, String fingerprint) {
    return checkpoint.name() + "@" + fingerprint;
  }

  /**
   * Loads a checkpoint's directory.
   *
   * @throws CheckpointException if it can't be used; the message names file, tensor, expected and
   *     found
   */
  public static MambaModel load(Path directory) {
    return load(directory, Products.best());
  }

  /** Loads a checkpoint's directory, as {@link #load(Path)} does, with these products. */
  public static MambaModel load(Path directory, Products products) {
    Checkpoint checkpoint = Checkpoint.open(directory);
    MambaWeights weights =
        checkpoint.readWeights(w -> MambaWeights.read(w, products, checkpoint.configuration()));
    return new MambaModel(checkpoint, weights, products);
  }

  /** The model's shape. */
  public MambaConfiguration configuration() {
    return checkpoint.configuration();
  }

  /** The directory that it was loaded from. */
  public Path directory() {
    return checkpoint.directory();
  }

  /** The model's identity; see {@link Checkpoint#fingerprint()}. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Name and fingerprint, for people: {@code simba-logs@1a2b3c4d5e6f}. */
  public String label() {
    return label(checkpoint, fingerprint);
  }

  /**
   * Opens the model's tokenizer, which is read from the checkpoint's directory now; the caller
   * closes it.
   *
   * @return empty if the checkpoint has none
   * @throws CheckpointException if it is malformed, or the directory is gone
   */
  public Optional<TextTokenizer> openTokenizer() {
    return openTokenizer(checkpoint);
  }

  /**
   * Opens the tokenizer of a model that need not be loaded; the caller closes it.
   *
   * @return empty if the checkpoint has none
   * @throws CheckpointException if it is malformed, or there is no usable checkpoint
   */
  public static Optional<TextTokenizer> openTokenizer(Path directory) {
    return openTokenizer(Checkpoint.open(directory));
  }

  /**
   * How many bytes of text each token stands for; reads the checkpoint's tokenizer.
   *
   * @return empty if the checkpoint has no tokenizer, or one that does not read bytes
   * @throws CheckpointException if it is malformed
   */
  public Optional<TokenBytes> tokenBytes() {
    return Files.isRegularFile(checkpoint.tokenizer())
        ? TokenBytes.read(checkpoint.tokenizer(), checkpoint.configuration().vocabSize())
        : Optional.empty();
  }

  private static Optional<TextTokenizer> openTokenizer(Checkpoint checkpoint) {
    if (!Files.isDirectory(checkpoint.directory())) {
      throw new CheckpointException(
          "the model's directory "
              + checkpoint.directory()
              + " does not exist any more, so its"
              + " tokenizer can't be read; restore it, and start again");
    }
    return Files.isRegularFile(checkpoint.tokenizer())
        ? Optional.of(
            TextTokenizer.open(checkpoint.tokenizer(), checkpoint.configuration().vocabSize()))
        : Optional.empty();
  }

  /** The weights: for tests. */
  MambaWeights weights() {
    return weights;
  }

  /** A forward pass for one thread, with the fastest kernels there are. */
  public ForwardPass newForwardPass(SimbaSettings settings) {
    return newForwardPass(settings, Kernels.best());
  }

  /** A forward pass for one thread. */
  public ForwardPass newForwardPass(SimbaSettings settings, Kernels kernels) {
    return newForwardPass(settings, kernels, new ThreadTeam(1));
  }

  /**
   * A forward pass whose work is shared by a team, for its thread. It gives the same result, to the
   * last bit, as that of one thread; the caller closes the team.
   */
  public ForwardPass newForwardPass(SimbaSettings settings, Kernels kernels, ThreadTeam team) {
    return new ForwardPass(configuration(), weights, settings, kernels, team);
  }

  @Override
  public void close() {
    weights.close();
  }
}
