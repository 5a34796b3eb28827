package org.simbastream.kernels;

import org.simbastream.annotation.Internal;

/**
 * The inputs of the scan of one chunk at one layer.
 *
 * @param row the chunk's first row in the arrays below
 * @param n the chunk's rows
 * @param dInner channels
 * @param dState hidden states per channel
 * @param dtRank columns of {@code dbc} before B
 * @param u (rows, dInner): after convolution and SiLU
 * @param delta (rows, dInner): time steps after softplus
 * @param dbc (rows, dtRank + 2 dState): raw time step, B, C
 * @param a2 (dState, dInner): {@code A log2(e)}, so that {@code exp(Δ A) = 2^(Δ a2)}
 * @param d (dInner): skip connection
 */
@Internal
public record ScanInput(
    int row,
    int n,
    int dInner,
    int dState,
    int dtRank,
    float[] u,
    float[] delta,
    float[] dbc,
    float[] a2,
    float[] d) {

  /** Floats from one row of {@code dbc} to the next. */
  public int dbcStride() {
    return dtRank + 2 * dState;
  }

  /** Index in {@code dbc} of {@code B_t[0]}, t counted from the chunk's first row. */
  public int bAt(int t) {
    return (row + t) * dbcStride() + dtRank;
  }

  /** Index in {@code dbc} of {@code C_t[0]}, t counted from the chunk's first row. */
  public int cAt(int t) {
    return bAt(t) + dState;
  }
}
