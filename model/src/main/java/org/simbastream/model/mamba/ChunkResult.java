package org.simbastream.model.mamba;

/**
 * What a forward pass says of one chunk of n tokens.
 *
 * @param kept by layer: places within the chunk of the tokens that the layer saw, ascending
 * @param depth (n): how many layers saw each token, 1 … layers; the highway depth
 * @param surprisal (n): {@code -log p(token | before)} in nats from the early readout, the stream's
 *     own past mixed in if that was asked for; NaN for a stream's very first token under a readout;
 *     null if neither readout nor recall gives one
 * @param topSurprisal (n): the same from the head above the last layer, NaN also for a token whose
 *     predecessor did not climb there; null if it was not asked for
 * @param impact by layer, in the order of {@code kept}: the criterion's scores; null at layers that
 *     nothing was pruned from, unless asked for
 * @param lastLogits (vocabSize): logits after the chunk's last token; null unless asked for
 * @param work what it cost
 */
public record ChunkResult(
    int[][] kept,
    int[] depth,
    float[] surprisal,
    float[] topSurprisal,
    float[][] impact,
    float[] lastLogits,
    Work work) {

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
