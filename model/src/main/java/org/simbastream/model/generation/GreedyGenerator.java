package org.simbastream.model.generation;

import org.simbastream.annotation.PublicApi;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.StreamMemory;

/** Greedy decoding: always writes the likeliest token. Used by one thread only. */
@PublicApi
public final class GreedyGenerator implements AutoCloseable {

  private final TokenGenerator generator;

  /** A generator for a model. */
  public GreedyGenerator(MambaModel model) {
    this.generator = new TokenGenerator(model);
  }

  /**
   * Continues a stream on a fork of its state; the state itself does not change.
   *
   * @param state the stream so far
   * @param prompt tokens to read first, at least one
   * @param maxTokens how many tokens to write, 0 or more
   * @return (maxTokens): the tokens written; of equally likely ones the first is taken
   */
  public int[] generate(StreamMemory state, int[] prompt, int maxTokens) {
    return generator.generate(state, prompt, maxTokens, TokenChoice.GREEDY, written -> false);
  }

  @Override
  public void close() {
    generator.close();
  }
}
