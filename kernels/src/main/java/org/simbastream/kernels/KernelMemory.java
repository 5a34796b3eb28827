package org.simbastream.kernels;

import org.simbastream.annotation.Internal;

/**
 * Scratch memory of the kernels, reused from chunk to chunk. Used by one thread only.
 *
 * <p>The values of a vector of channels are copied here contiguously before the scan: in the
 * layer's arrays they are one row apart, often a power of two, and would evict each other from the
 * cache. The regions are placed so that values of the same token are never a multiple of 4 KiB
 * apart: a processor treats a load as dependent on a store whose address ends in the same 12 bits.
 */
@Internal
public final class KernelMemory {

  private static final int REGIONS = 4;
  private static final int PAGE = 4096 / Float.BYTES;
  private static final int SHIFT = 5 * 64 / Float.BYTES; // a few cache lines

  private int tokens;

  /** The regions, each (n, lanes) for one vector of channels; where they begin is below. */
  float[] lanes = {};

  int delta; // Δ
  int deltaU; // Δ u
  int sums; // sums over hidden states
  int greatest; // values compared over channels

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
