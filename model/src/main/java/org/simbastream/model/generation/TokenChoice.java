package org.simbastream.model.generation;

import org.simbastream.annotation.PublicApi;

/** Chooses the next token by its logits. */
@PublicApi
@FunctionalInterface
public interface TokenChoice {

  /** The likeliest token; of equally likely ones the first. */
  TokenChoice GREEDY = TokenChoice::likeliest;

  /**
   * The next token.
   *
   * @param logits (vocabSize); left as they are
   */
  int next(float[] logits);

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
