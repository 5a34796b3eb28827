package org.simbastream.model.generation;

import java.util.List;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;

/**
 * Greedy decoding: the likeliest token, again and again. Dense, since one token at a time leaves
 * nothing to prune. Belongs to one thread.
 */
public final class GreedyGenerator implements AutoCloseable {

  private final ForwardPass pass;

  /** A generator for a model. */
  public GreedyGenerator(MambaModel model) {
    this.pass = model.newForwardPass(SimbaSettings.DENSE);
  }

  /**
   * Continues a stream on a fork of its state, which itself stays as it is.
   *
   * @param state the stream so far
   * @param prompt tokens to read first, at least one
   * @param maxTokens how many tokens to write, 0 or more
   * @return (maxTokens): the tokens written; of equally likely ones the first is taken
   */
  public int[] generate(StreamMemory state, int[] prompt, int maxTokens) {
    StreamMemory fork = state.fork();
    int[] written = new int[maxTokens];
    int[] next = prompt;
    for (int i = 0; i < maxTokens; i++) {
      float[] logits = pass.run(List.of(next), fork, Outputs.LAST_LOGITS).get(0).lastLogits();
      written[i] = likeliest(logits);
      next = new int[] {written[i]};
    }
    return written;
  }

  @Override
  public void close() {
    pass.close();
  }

  private static int likeliest(float[] logits) {
    int best = 0;
    for (int i = 1; i < logits.length; i++) {
      if (logits[i] > logits[best]) {
        best = i;
      }
    }
    return best;
  }
}
