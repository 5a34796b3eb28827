package org.simbastream.benchmarks.model;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.simbastream.kernels.Kernels;
import org.simbastream.kernels.PlainKernels;
import org.simbastream.kernels.parallel.ThreadTeam;
import org.simbastream.model.linear.Products;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;

/** Refuses the speed of a model whose results differ from those of the plain formulas. */
final class PlainCheck {

  private static final int TOKENS = 48;
  private static final float TOLERANCE = 1e-3f; // of the greatest logit

  private PlainCheck() {}

  /**
   * Compares the logits after a prompt with those of the plain kernels and libtorch's products.
   *
   * @return the greatest difference over the greatest logit
   * @throws IllegalStateException if they differ
   */
  static double require(Path directory, MambaModel model, ThreadTeam team) {
    int[] prompt =
        new SplittableRandom(3).ints(TOKENS, 0, model.configuration().vocabSize()).toArray();
    float[] fast;
    try (ForwardPass pass = model.newForwardPass(SimbaSettings.DENSE, Kernels.best(), team)) {
      fast = logits(pass, model, prompt);
    }
    float[] plain;
    try (MambaModel other = MambaModel.load(directory, Products.LIBTORCH);
        ForwardPass pass = other.newForwardPass(SimbaSettings.DENSE, new PlainKernels())) {
      plain = logits(pass, other, prompt);
    }
    double difference = 0;
    double greatest = 0;
    for (int i = 0; i < plain.length; i++) {
      difference = Math.max(difference, Math.abs(fast[i] - plain[i]));
      greatest = Math.max(greatest, Math.abs(plain[i]));
    }
    if (!(difference <= TOLERANCE * greatest)) {
      throw new IllegalStateException(
          String.format(
              "the fast path's logits differ from the plain path's by %g, the greatest is %g",
              difference, greatest));
    }
    return difference / greatest;
  }

  private static float[] logits(ForwardPass pass, MambaModel model, int[] prompt) {
    StreamMemory memory = new StreamMemory(model.configuration().layers());
    return pass.run(prompt, memory, Outputs.LAST_LOGITS).lastLogits();
  }
}
