package org.simbastream.benchmarks.shape;

import java.util.Locale;

/** The shapes that are measured. */
public enum Shape {
  /** The published 130M model's. */
  S(768, 24, 50_280),
  /** A small model's, as for logs. */
  T(256, 8, 4096);

  private static final int EXPAND = 2;
  private static final int STATES = 16;
  private static final int TAPS = 4;

  private final int dModel;
  private final int layers;
  private final int vocabSize;

  Shape(int dModel, int layers, int vocabSize) {
    this.dModel = dModel;
    this.layers = layers;
    this.vocabSize = vocabSize;
  }

  /** Width of the residual stream. */
  public int dModel() {
    return dModel;
  }

  /** Number of blocks. */
  public int layers() {
    return layers;
  }

  /** Number of token ids. */
  public int vocabSize() {
    return vocabSize;
  }

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

  /** Multiply-adds of one token in the dense layers' products, the head apart. */
  public long multiplyAdds() {
    long inner = dInner();
    long projections =
        3L * dModel * inner + inner * (dtRank() + 2L * dState()) + (long) dtRank() * inner;
    return layers * projections;
  }

  /** For figures' names. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
