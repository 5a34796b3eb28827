package org.simbastream.model.kernel;

/**
 * What the kernels need besides their arrays, kept from chunk to chunk. Belongs to one thread.
 *
 * <p>A vector of channels is copied here side by side before its hidden states go along the chunk:
 * in the layer's arrays its values lie a row apart, often a power of two, and then evict each other
 * from the cache.
 */
public final class KernelMemory {

  float[] delta = {}; // (n, lanes): Δ of one vector of channels
  float[] deltaU = {}; // (n, lanes): Δ u
  float[] sums = {}; // (n, lanes): what is summed over hidden states
  float[] greatest = {}; // (n, lanes): what is compared over channels
  float[] impactSums = {}; // (n, lanes): impact summed over hidden states
  float[] firstDecays = {}; // (n, lanes): of the first of two hidden states
  float[] secondDecays = {}; // (n, lanes): of the second

  /** Makes room for n tokens. */
  void reserve(int n) {
    int length = n * VectorMath.LANES;
    if (delta.length < length) {
      delta = new float[length];
      deltaU = new float[length];
      sums = new float[length];
      greatest = new float[length];
      impactSums = new float[length];
      firstDecays = new float[length];
      secondDecays = new float[length];
    }
  }
}
