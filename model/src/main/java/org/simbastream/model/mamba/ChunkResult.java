package org.simbastream.model.mamba;

import org.simbastream.annotation.PublicApi;
import org.simbastream.model.recall.Expectations;

/**
 * The results of a forward pass for one chunk of n tokens.
 *
 * @param kept by layer: places within the chunk of the tokens that the layer read, ascending
 * @param depth (n): how many layers read each token, 1 … layers; the highway depth; 0 for a token
 *     that a reader did not read
 * @param surprisal (n): {@code -log p(token | before)} in nats from the early readout, mixed with
 *     predictions from the stream's own past if requested; NaN for a stream's very first token
 *     under a readout; null if neither readout nor recall gives one
 * @param expected (n): what a reader expected each token to cost, in nats: the entropy of what was
 *     predicted there, and of the gate's decision alone where what it expected came; null for other
 *     models
 * @param topSurprisal (n): surprisal from the head above the last layer, NaN also for a token whose
 *     predecessor did not reach it; null unless requested
 * @param impact by layer, in the order of {@code kept}: the criterion's scores; null at layers
 *     without pruning, unless requested
 * @param lastLogits (vocabSize): logits after the chunk's last token; null unless requested
 * @param expectations what a reader's gate expected before each token; null for other models
 * @param work what it cost
 */
@PublicApi
public record ChunkResult(
    int[][] kept,
    int[] depth,
    float[] surprisal,
    float[] expected,
    float[] topSurprisal,
    float[][] impact,
    float[] lastLogits,
    Expectations expectations,
    OpCounts work) {

  /**
   * Mean surprisal in nats of the tokens from {@code from} on, before {@code to}, that have one;
   * NaN if none has.
   */
  public double meanSurprisal(int from, int to) {
    if (surprisal == null) {
      return Double.NaN;
    }
    double sum = 0;
    int known = 0;
    for (int i = from; i < to; i++) {
      if (!Float.isNaN(surprisal[i])) {
        sum += surprisal[i];
        known++;
      }
    }
    return known == 0 ? Double.NaN : sum / known;
  }
}
