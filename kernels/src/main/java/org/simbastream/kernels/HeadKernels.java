package org.simbastream.kernels;

import org.simbastream.annotation.Internal;

/**
 * Mamba-2's convolution and recurrence, and Simba's impact. As in {@link Kernels}, implementations
 * are stateless and give a head the same bits whatever else is computed.
 */
@Internal
public interface HeadKernels {

  /**
   * Causal depthwise convolution, without an activation: {@code u_t = b + Σ_j w_j ⊙ x_{t - dConv +
   * 1 + j}}.
   *
   * @param u (rows, channels), written
   * @param channels which channels
   */
  void convolve(ConvolutionInput input, float[] u, Channels channels);

  /**
   * The scan with the skip connection, for each channel c of a head: {@code h_t[c] = exp(Δ_t A)
   * h_{t-1}[c] + Δ_t B_t u_t[c]}, {@code y_t[c] = C_t h_t[c] + D u_t[c]}. Δ, A and D are numbers.
   *
   * @param chunk the chunk's rows and the arrays of this layer
   * @param before (heads, dState, headDim): h before the chunk; left as it is
   * @param after (heads, dState, headDim): h after it, written
   * @param y (rows, dInner), written
   * @param fromHead the first head
   * @param toHead after the last head
   */
  void scan(
      HeadScanInput chunk,
      float[] before,
      float[] after,
      float[] y,
      int fromHead,
      int toHead,
      KernelMemory memory);

  /**
   * Simba's global impact of each token on the output {@code horizon} tokens after the chunk's last
   * token T.
   *
   * <p>Mamba-1's is {@code max_c |Σ_s C_T[s] exp(A[c,s] S_i[c]) Δ_i[c] B_i[s] u_i[c]|}. Here A and
   * Δ are the same for all channels and hidden states of a head, so the decay leaves the sum:
   * {@code max_head exp(A S_i) Δ_i |C_T · B_i| max_c |u_i[c]|}, where A, Δ, S and c are the head's,
   * B and C its group's, and {@code S_i = Σ_{k>i} Δ_k + horizon · mean(Δ)}. It is exact, and a
   * token costs {@code groups dState + dInner} instead of {@code dInner dState} multiply-adds.
   *
   * @param aggregation how channels become one number
   * @param impact (n), written
   */
  void impact(HeadScanInput chunk, int horizon, ImpactAggregation aggregation, float[] impact);

  /**
   * For each token the sum of the hidden state's positive entries. Takes a separate scan.
   *
   * @param before (heads, dState, headDim): h before the chunk; left as it is
   * @param sums (n), written
   */
  void positiveStates(HeadScanInput chunk, float[] before, float[] sums);
}
