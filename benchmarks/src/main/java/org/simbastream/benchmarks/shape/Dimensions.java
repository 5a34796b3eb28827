package org.simbastream.benchmarks.shape;

/**
 * The dimensions of a checkpoint; the others follow as in the published models.
 *
 * @param dModel width of the residual stream
 * @param layers number of blocks
 * @param vocabSize number of token ids
 * @param tiedHead whether the head is the embedding
 */
public record Dimensions(int dModel, int layers, int vocabSize, boolean tiedHead) {

  private static final int EXPAND = 2;
  private static final int STATES = 16;
  private static final int TAPS = 4;

  /** Channels of a block. */
  public int dInner() {
    return EXPAND * dModel;
  }

  /** Hidden states of a channel. */
  public int dState() {
    return STATES;
  }

  /** Width of the convolution. */
  public int dConv() {
    return TAPS;
  }

  /** Width of the raw time step. */
  public int dtRank() {
    return (dModel + 15) / 16;
  }
}
