package org.simbastream.kernels;

import org.simbastream.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recurrence and everything around it that is not a matrix product, for one chunk of one stream
 * at one layer. Arrays are row-major; {@code n} is the number of tokens this layer reads.
 *
 * <p>Implementations are stateless and give a channel the same bits whatever else is computed.
 */
@Internal
public interface Kernels {

  /** The fastest implementation that this JVM can run; warns if that is the plain one. */
  static Kernels best() {
    return Selected.BEST;
  }

  /** A name for reports. */
  String name();

  /**
   * RMS norm of one row: {@code y = x / sqrt(mean(x²) + epsilon) ⊙ weight}.
   *
   * @param x read from {@code xAt} on, as many values as {@code weight} has
   * @param y written from {@code yAt} on
   */
  void rmsNorm(float[] x, int xAt, float[] weight, float epsilon, float[] y, int yAt);

  /**
   * Causal depthwise convolution and SiLU: {@code u_t = silu(b + Σ_j w_j ⊙ x_{t - dConv + 1 + j})}.
   *
   * @param xz (rows, 2 dInner): the convolution reads the first half of each row
   * @param row the chunk's first row in xz and u
   * @param n the chunk's rows
   * @param window (dConv - 1, dInner): the inputs before the chunk, oldest first
   * @param weight (dConv, dInner): taps, oldest first
   * @param bias (dInner); zeros where the model has none
   * @param u (rows, dInner), written
   * @param channels which channels
   */
  void convolve(
      float[] xz,
      int row,
      int n,
      float[] window,
      float[] weight,
      float[] bias,
      float[] u,
      Channels channels);

  /**
   * In place: {@code Δ = softplus(raw)}, over {@code length} values from {@code at} on. (The bias
   * of the time-step projection is already in.)
   */
  void softplus(float[] values, int at, int length);

  /**
   * Selective scan with the skip connection: {@code h_t = exp(Δ_t A) ⊙ h_{t-1} + Δ_t B_t u_t},
   * {@code y_t = C_t h_t + D u_t}.
   *
   * @param chunk the chunk's rows and the arrays of this layer
   * @param before (dState, dInner): h before the chunk; left as it is
   * @param after (dState, dInner): h after it, written
   * @param y (rows, dInner), written
   * @param channels which channels
   */
  void scan(
      ScanInput chunk,
      float[] before,
      float[] after,
      float[] y,
      Channels channels,
      KernelMemory memory);

  /**
   * In place: {@code y_t = y_t ⊙ silu(z_t)}.
   *
   * @param xz (rows, 2 dInner): z is the second half of each row
   * @param y (rows, dInner)
   */
  void gate(float[] xz, int row, int n, int dInner, float[] y);

  /** In place: {@code x = x / (1 + e^-x)}, over {@code length} values from {@code at} on. */
  void silu(float[] values, int at, int length);

  /**
   * In place: {@code y = y ⊙ silu(z)}, over {@code length} values.
   *
   * @param z read from {@code zAt} on
   * @param y from {@code yAt} on
   */
  void gate(float[] z, int zAt, float[] y, int yAt, int length);

  /** The kernels of Mamba-2's blocks, made in the same way. */
  HeadKernels heads();

  /**
   * Simba's global impact of each token on the output {@code horizon} tokens after the chunk's last
   * token T: {@code max_c |Σ_s C_T[s] exp(A[c,s] S_i[c]) Δ_i[c] B_i[s] u_i[c]|}, where {@code S_i =
   * Σ_{k>i} Δ_k + horizon · mean(Δ)}.
   *
   * @param chunk the same arrays as for {@link #scan}
   * @param aggregation how channels become one number
   * @param impact (n), written
   */
  void impact(
      ScanInput chunk,
      int horizon,
      ImpactAggregation aggregation,
      float[] impact,
      KernelMemory memory);

  /**
   * For each token the sum of the hidden state's positive entries: {@code Σ_{c,s} max(0,
   * h_t[c,s])}. Takes a separate scan.
   *
   * @param chunk the same arrays as for {@link #scan}
   * @param before (dState, dInner): h before the chunk; left as it is
   * @param sums (n), written
   */
  void positiveStates(ScanInput chunk, float[] before, float[] sums, KernelMemory memory);

  /** {@code log Σ_i exp(x_i)} over {@code length} values from {@code at} on. */
  float logSumExp(float[] x, int at, int length);

  /**
   * The entropy in nats of the distribution that {@code length} logits from {@code at} on define.
   *
   * @param logSum their {@link #logSumExp}
   */
  float entropy(float[] x, int at, int length, float logSum);

  /** Holder of the choice, which is made once, at the first use. */
  final class Selected {
    private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
    private static final Kernels BEST = select();

    private Selected() {}

    private static Kernels select() {
      if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
        return new VectorKernels();
      }
      LOG.warn(
          "This JVM was started without --add-modules jdk.incubator.vector: the scan runs in plain"
              + " Java, several times slower.");
      return new PlainKernels();
    }
  }
}
