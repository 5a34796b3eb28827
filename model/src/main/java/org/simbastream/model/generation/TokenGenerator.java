package org.simbastream.model.generation;

import java.util.Arrays;
import java.util.function.Predicate;
import org.simbastream.annotation.PublicApi;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StreamMemory;
import org.simbastream.model.simba.SimbaSettings;

/**
 * Decoding, one token after the other. It is dense, since single tokens can't be pruned. Used by
 * one thread only.
 */
@PublicApi
public final class TokenGenerator implements AutoCloseable {

  private final ForwardPass pass;

  /** A generator for a model. */
  public TokenGenerator(MambaModel model) {
    this.pass = model.newForwardPass(SimbaSettings.DENSE);
  }

  /**
   * Continues a stream on a fork of its state; the state itself does not change.
   *
   * @param state the stream so far
   * @param prompt tokens to read first, at least one
   * @param maxTokens the greatest number of tokens to write, 0 or more
   * @param choice chooses the next token
   * @param stop tests all tokens written so far after each token; true ends the generation
   * @return the tokens written, the one at which it stopped included
   */
  public int[] generate(
      StreamMemory state, int[] prompt, int maxTokens, TokenChoice choice, Predicate<int[]> stop) {
    StreamMemory fork = state.fork();
    int[] written = {}; // (tokens so far)
    int[] next = prompt;
    while (written.length < maxTokens) {
      float[] logits = pass.run(next, fork, Outputs.LAST_LOGITS).lastLogits();
      next = new int[] {choice.next(logits)};
      written = Arrays.copyOf(written, written.length + 1);
      written[written.length - 1] = next[0];
      if (stop.test(written)) {
        break;
      }
    }
    return written;
  }

  @Override
  public void close() {
    pass.close();
  }
}
