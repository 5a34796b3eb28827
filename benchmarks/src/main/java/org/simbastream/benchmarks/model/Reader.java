package org.simbastream.benchmarks.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.simbastream.kernels.Kernels;
import org.simbastream.kernels.parallel.ThreadTeam;
import org.simbastream.model.mamba.BundleMemory;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.simba.SimbaSettings;

/** Reads random tokens of several keys, a chunk of each in every bundle, and measures the time. */
final class Reader implements AutoCloseable {

  private final MambaModel model;
  private final ForwardPass pass;
  private final List<int[]> chunks = new ArrayList<>(); // (keys, tokens)
  private BundleMemory memory;

  /** Reads chunks of {@code tokens} of {@code keys}, with a team that the caller closes. */
  Reader(MambaModel model, SimbaSettings settings, ThreadTeam team, int keys, int tokens) {
    this.model = model;
    this.pass = model.newForwardPass(settings, Kernels.best(), team);
    SplittableRandom random = new SplittableRandom(keys * 31L + tokens);
    for (int key = 0; key < keys; key++) {
      chunks.add(random.ints(tokens, 0, model.configuration().vocabSize()).toArray());
    }
    begin();
  }

  /** Forgets what was read. */
  void begin() {
    memory = BundleMemory.start(chunks.size(), model.configuration().layers());
  }

  /** Reads {@code bundles} bundles and returns the tokens per second. */
  double tokensPerSecond(int bundles) {
    return tokensPerSecond(bundles, Outputs.NONE);
  }

  /** Reads {@code bundles} bundles with these outputs and returns the tokens per second. */
  double tokensPerSecond(int bundles, Outputs outputs) {
    long start = System.nanoTime();
    for (int i = 0; i < bundles; i++) {
      pass.run(chunks, memory, outputs);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return (double) bundles * chunks.size() * chunks.get(0).length / seconds;
  }

  @Override
  public void close() {
    pass.close();
  }
}
