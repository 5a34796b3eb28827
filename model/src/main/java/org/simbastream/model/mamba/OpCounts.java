package org.simbastream.model.mamba;

import org.simbastream.annotation.PublicApi;

/**
 * Work done, counted from the shapes handed to the kernels.
 *
 * @param tokens tokens the model was given
 * @param tokensByLayer (layers): how many of them each layer read
 * @param dense multiply-adds of dense Mamba on the same tokens, without the head
 * @param scoring multiply-adds of scoring tokens for selection
 * @param readout multiply-adds of the early readout
 * @param head multiply-adds of the language-model head
 */
@PublicApi
public record OpCounts(
    long tokens, long[] tokensByLayer, long dense, long scoring, long readout, long head) {

  /** No work, for a model of that many layers. */
  public static OpCounts none(int layers) {
    return new OpCounts(0, new long[layers], 0, 0, 0, 0);
  }

  /** Both together. */
  public OpCounts plus(OpCounts other) {
    long[] sum = tokensByLayer.clone();
    for (int layer = 0; layer < sum.length; layer++) {
      sum[layer] += other.tokensByLayer[layer];
    }
    return new OpCounts(
        tokens + other.tokens,
        sum,
        dense + other.dense,
        scoring + other.scoring,
        readout + other.readout,
        head + other.head);
  }

  /** Token-layers computed over those of dense Mamba: {@code Σ_l |K_l| / (L n)}. */
  public double ratio() {
    long computed = 0;
    for (long seen : tokensByLayer) {
      computed += seen;
    }
    return tokens == 0 ? 1 : (double) computed / (tokens * tokensByLayer.length);
  }

  /** Multiply-adds of scoring over those of dense Mamba. */
  public double scoringRatio() {
    return dense == 0 ? 0 : (double) scoring / dense;
  }

  /** Multiply-adds of the early readout over those of dense Mamba. */
  public double readoutRatio() {
    return dense == 0 ? 0 : (double) readout / dense;
  }
}
