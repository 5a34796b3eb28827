package org.simbastream.kernels;

import org.simbastream.annotation.Internal;

/**
 * The inputs of Mamba-2's scan of one chunk at one layer. A head is {@code headDim} channels with
 * one time step and one decay; {@code heads / groups} consecutive heads form a group, which shares
 * B and C.
 *
 * @param row the chunk's first row in the arrays below
 * @param n the chunk's rows
 * @param heads number of heads
 * @param headDim channels of a head
 * @param groups number of B and C
 * @param dState hidden states per channel
 * @param xbc (rows, heads headDim + 2 groups dState): u, B, C, after convolution and SiLU
 * @param delta (rows, heads): time steps after softplus and their limits
 * @param a2 (heads): {@code A log2(e)}, so that {@code exp(Δ A) = 2^(Δ a2)}
 * @param d (heads): skip connection
 */
@Internal
public record HeadScanInput(
    int row,
    int n,
    int heads,
    int headDim,
    int groups,
    int dState,
    float[] xbc,
    float[] delta,
    float[] a2,
    float[] d) {

  /** Channels of all heads. */
  public int dInner() {
    return heads * headDim;
  }

  /** Floats from one row of {@code xbc} to the next. */
  public int stride() {
    return dInner() + 2 * groups * dState;
  }

  /** Hidden states of one head. */
  public int headStates() {
    return dState * headDim;
  }

  /** Index in {@code delta} of a head's time step, t counted from the chunk's first row. */
  public int deltaAt(int t, int head) {
    return (row + t) * heads + head;
  }

  /** Index in {@code xbc} of a head's first channel, t counted from the chunk's first row. */
  public int uAt(int t, int head) {
    return (row + t) * stride() + head * headDim;
  }

  /** Index in {@code xbc} of {@code B_t[0]} of a head's group. */
  public int bAt(int t, int head) {
    return (row + t) * stride() + dInner() + group(head) * dState;
  }

  /** Index in {@code xbc} of {@code C_t[0]} of a head's group. */
  public int cAt(int t, int head) {
    return bAt(t, head) + groups * dState;
  }

  /** The group that a head belongs to. */
  public int group(int head) {
    return head / (heads / groups);
  }
}
