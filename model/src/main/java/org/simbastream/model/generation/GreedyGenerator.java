package org.simbastream.model.generation;

import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.StreamMemory;

/** Greedy decoding: the likeliest token, again and again. Belongs to one thread. */
public final class GreedyGenerator implements AutoCloseable {

  private final TokenGenerator generator;

  /** A generator for a model. */
  public GreedyGenerator(MambaModel model) {
    this.generator = new TokenGenerator(model);
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
    return generator.generate(state, prompt, maxTokens, TokenChoice.GREEDY, written -> false);
  }

  @Override
  public void close() {
    generator.close();
  }
}
