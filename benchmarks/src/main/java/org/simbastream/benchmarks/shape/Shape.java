package org.simbastream.benchmarks.shape;

import java.util.Locale;

/** The shapes that are measured. */
public enum Shape {
  /** The published 130M model's. */
  S(768, 24, 50_280),
  /** A small model's, as for logs. */
  T(256, 8, 4096);

  private final Dimensions dimensions;

  Shape(int dModel, int layers, int vocabSize) {
    this.dimensions = new Dimensions(dModel, layers, vocabSize, true);
  }

  /** The dimensions of a checkpoint of this shape. */
  public Dimensions dimensions() {
    return dimensions;
  }

  /** Width of the residual stream. */
  public int dModel() {
    return dimensions.dModel();
  }

  /** Number of blocks. */
  public int layers() {
    return dimensions.layers();
  }

  /** Number of token ids. */
  public int vocabSize() {
    return dimensions.vocabSize();
  }

  /** Channels of a block. */
  public int dInner() {
    return dimensions.dInner();
  }

  /** Hidden states of a channel. */
  public int dState() {
    return dimensions.dState();
  }

  /** Width of the convolution. */
  public int dConv() {
    return dimensions.dConv();
  }

  /** Width of the raw time step. */
  public int dtRank() {
    return dimensions.dtRank();
  }

  /** Multiply-adds of one token in the dense layers' products, the head apart. */
  public long multiplyAdds() {
    long inner = dInner();
    long projections =
        3L * dModel() * inner + inner * (dtRank() + 2L * dState()) + (long) dtRank() * inner;
    return layers() * projections;
  }

  /** For figures' names. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
