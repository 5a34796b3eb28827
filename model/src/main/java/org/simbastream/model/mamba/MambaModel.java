package org.simbastream.model.mamba;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.kernel.Kernels;
import org.simbastream.model.linear.Products;
import org.simbastream.model.parallel.Team;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.model.text.TextTokenizer;

/**
 * A model ready to read streams: weights, shape, identity. Read-only and shared by threads; each
 * thread reads with a {@link ForwardPass} of its own.
 */
public final class MambaModel implements AutoCloseable {

  private final Checkpoint checkpoint;
  private final MambaWeights weights;
  private final String fingerprint;

  private MambaModel(Checkpoint checkpoint, MambaWeights weights, Products products) {
    this.checkpoint = checkpoint;
    this.weights = weights;
    this.fingerprint =
        products.isExact()
            ? checkpoint.fingerprint()
            : checkpoint.fingerprint(products.name().toLowerCase(Locale.ROOT));
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

  /** Loads a checkpoint's directory, as {@link #load(Path)} does, to be multiplied in this way. */
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

  /** What tells this model from any other; see {@link Checkpoint#fingerprint()}. */
  public String fingerprint() {
    return fingerprint;
  }

  /** Name and fingerprint, for people: {@code simba-logs@1a2b3c4d5e6f}. */
  public String label() {
    return checkpoint.name() + "@" + fingerprint;
  }

  /**
   * Opens the model's tokenizer, which is read from the checkpoint's directory now; the caller
   * closes it.
   *
   * @return empty if the checkpoint has none
   * @throws CheckpointException if it is malformed, or the directory is gone
   */
  public Optional<TextTokenizer> openTokenizer() {
    if (!Files.isDirectory(checkpoint.directory())) {
      throw new CheckpointException(
          "the model's directory " + checkpoint.directory() + " is gone, with its tokenizer");
    }
    return Files.isRegularFile(checkpoint.tokenizer())
        ? Optional.of(TextTokenizer.open(checkpoint.tokenizer(), configuration().vocabSize()))
        : Optional.empty();
  }

  /** A forward pass for one thread, with the fastest kernels there are. */
  public ForwardPass newForwardPass(SimbaSettings settings) {
    return newForwardPass(settings, Kernels.best());
  }

  /** A forward pass for one thread. */
  public ForwardPass newForwardPass(SimbaSettings settings, Kernels kernels) {
    return newForwardPass(settings, kernels, new Team(1));
  }

  /**
   * A forward pass whose work is shared by a team, for its thread. It gives the same result, to the
   * last bit, as that of one thread; the caller closes the team.
   */
  public ForwardPass newForwardPass(SimbaSettings settings, Kernels kernels, Team team) {
    return new ForwardPass(configuration(), weights, settings, kernels, team);
  }

  @Override
  public void close() {
    weights.close();
  }
}
