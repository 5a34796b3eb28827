package org.simbastream.model.kernel;

/**
 * What the kernels need besides their arrays, kept from chunk to chunk. Belongs to one thread.
 *
 * <p>A vector of channels is copied here side by side before its hidden states go along the chunk:
 * in the layer's arrays its values lie a row apart, often a power of two, and then evict each other
 * from the cache. The regions lie so that the same token's values are never a multiple of 4 KiB
 * apart: a processor takes a load for dependent on a store whose address ends in the same 12 bits.
 */
public final class KernelMemory {

  private static final int REGIONS = 4;
  private static final int PAGE = 4096 / Float.BYTES;
  private static final int SHIFT = 5 * 64 / Float.BYTES; // a few cache lines

  private int tokens;

  /** The regions, each (n, lanes) for one vector of channels; where they begin is below. */
  float[] lanes = {};

  int delta; // Δ
  int deltaU; // Δ u
  int sums; // what is summed over hidden states
  int greatest; // what is compared over channels

  /** Makes room for n tokens. */
  void reserve(int n) {
    if (n <= tokens) {
      return;
    }
    tokens = n;
    int whole = (n * VectorMath.LANES + PAGE - 1) / PAGE * PAGE;
    int region = whole + SHIFT;
    lanes = new float[REGIONS * region];
    delta = 0;
    deltaU = region;
    sums = 2 * region;
    greatest = 3 * region;
  }
}
