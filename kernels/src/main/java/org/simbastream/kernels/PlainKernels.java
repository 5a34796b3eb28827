package org.simbastream.kernels;

import org.simbastream.annotation.Internal;

/**
 * The formulas, one after the other, in plain Java. The reference for every faster implementation.
 */
@Internal
public final class PlainKernels implements Kernels {

  private static final double LN2 = Math.log(2);

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public void rmsNorm(float[] x, int xAt, float[] weight, float epsilon, float[] y, int yAt) {
    double squares = 0;
    for (int i = 0; i < weight.length; i++) {
      squares += (double) x[xAt + i] * x[xAt + i];
    }
    float scale = (float) (1 / Math.sqrt(squares / weight.length + epsilon));
    for (int i = 0; i < weight.length; i++) {
      y[yAt + i] = x[xAt + i] * scale * weight[i];
    }
  }

  @Override
  public void convolve(
      float[] xz,
      int row,
      int n,
      float[] window,
      float[] weight,
      float[] bias,
      float[] u,
      Channels channels) {
    int dInner = bias.length;
    int taps = weight.length / dInner;
    for (int t = 0; t < n; t++) {
      for (int c = channels.from(); c < channels.to(); c++) {
        float sum = bias[c];
        for (int j = 0; j < taps; j++) {
          int from = t - taps + 1 + j;
          float x =
              from < 0 ? window[(from + taps - 1) * dInner + c] : xz[(row + from) * 2 * dInner + c];
          sum += weight[j * dInner + c] * x;
        }
        u[(row + t) * dInner + c] = silu(sum);
      }
    }
  }

  @Override
  public void softplus(float[] values, int at, int length) {
    for (int i = at; i < at + length; i++) {
      double x = values[i];
      values[i] = (float) (Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
    }
  }

  @Override
  public void scan(
      ScanInput chunk,
      float[] before,
      float[] after,
      float[] y,
      Channels channels,
      KernelMemory memory) {
    int dInner = chunk.dInner();
    for (int s = 0; s < chunk.dState(); s++) {
      int from = s * dInner + channels.from();
      System.arraycopy(before, from, after, from, channels.count());
    }
    for (int t = 0; t < chunk.n(); t++) {
      int at = (chunk.row() + t) * dInner;
      for (int c = channels.from(); c < channels.to(); c++) {
        float delta = chunk.delta()[at + c];
        float u = chunk.u()[at + c];
        float sum = chunk.d()[c] * u;
        for (int s = 0; s < chunk.dState(); s++) {
          int i = s * dInner + c;
          float decay = exp2(delta * chunk.a2()[i]);
          after[i] = decay * after[i] + delta * u * chunk.dbc()[chunk.bAt(t) + s];
          sum += chunk.dbc()[chunk.cAt(t) + s] * after[i];
        }
        y[at + c] = sum;
      }
    }
  }

  @Override
  public void gate(float[] xz, int row, int n, int dInner, float[] y) {
    for (int t = row; t < row + n; t++) {
      for (int c = 0; c < dInner; c++) {
        y[t * dInner + c] *= silu(xz[t * 2 * dInner + dInner + c]);
      }
    }
  }

  @Override
  public void silu(float[] values, int at, int length) {
    for (int i = at; i < at + length; i++) {
      values[i] = silu(values[i]);
    }
  }

  @Override
  public void gate(float[] z, int zAt, float[] y, int yAt, int length) {
    for (int i = 0; i < length; i++) {
      y[yAt + i] *= silu(z[zAt + i]);
    }
  }

  @Override
  public HeadKernels heads() {
    return new PlainHeadKernels();
  }

  @Override
  public void impact(
      ScanInput chunk,
      int horizon,
      ImpactAggregation aggregation,
      float[] impact,
      KernelMemory memory) {
    int dInner = chunk.dInner();
    int n = chunk.n();
    float[] ahead = horizonSums(chunk, horizon); // (dInner): Σ_{k>i} Δ_k + the horizon's part
    for (int t = n - 1; t >= 0; t--) {
      int at = (chunk.row() + t) * dInner;
      float result = 0;
      for (int c = 0; c < dInner; c++) {
        float term = impact(chunk, t, c, ahead[c]);
        result = aggregation == ImpactAggregation.MAX ? Math.max(result, term) : result + term;
        ahead[c] += chunk.delta()[at + c];
      }
      impact[t] = aggregation == ImpactAggregation.MAX ? result : result / dInner;
    }
  }

  /**
   * The impact of token t through channel c; {@code ahead} is the sum of the time steps added for
   * the horizon.
   */
  private static float impact(ScanInput chunk, int t, int c, float ahead) {
    int last = chunk.cAt(chunk.n() - 1);
    float sum = 0;
    for (int s = 0; s < chunk.dState(); s++) {
      float decay = exp2(ahead * chunk.a2()[s * chunk.dInner() + c]);
      sum += chunk.dbc()[last + s] * chunk.dbc()[chunk.bAt(t) + s] * decay;
    }
    int at = (chunk.row() + t) * chunk.dInner() + c;
    return Math.abs(sum * chunk.delta()[at] * chunk.u()[at]);
  }

  @Override
  public void positiveStates(ScanInput chunk, float[] before, float[] sums, KernelMemory memory) {
    int dInner = chunk.dInner();
    float[] h = before.clone(); // (dState, dInner)
    for (int t = 0; t < chunk.n(); t++) {
      int at = (chunk.row() + t) * dInner;
      double sum = 0;
      for (int c = 0; c < dInner; c++) {
        float delta = chunk.delta()[at + c];
        float u = chunk.u()[at + c];
        float positive = 0;
        for (int s = 0; s < chunk.dState(); s++) {
          int i = s * dInner + c;
          h[i] = exp2(delta * chunk.a2()[i]) * h[i] + delta * u * chunk.dbc()[chunk.bAt(t) + s];
          positive += Math.max(0, h[i]);
        }
        sum += positive;
      }
      sums[t] = (float) sum;
    }
  }

  @Override
  public float logSumExp(float[] x, int at, int length) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (int i = at; i < at + length; i++) {
      greatest = Math.max(greatest, x[i]);
    }
    double sum = 0;
    for (int i = at; i < at + length; i++) {
      sum += Math.exp(x[i] - greatest);
    }
    return (float) (greatest + Math.log(sum));
  }

  @Override
  public float entropy(float[] x, int at, int length, float logSum) {
    double sum = 0;
    for (int i = at; i < at + length; i++) {
      sum += Math.exp(x[i] - logSum) * (logSum - x[i]);
    }
    return (float) sum;
  }

  /** {@code horizon · mean_t(Δ_t)} by channel, (dInner). */
  static float[] horizonSums(ScanInput chunk, int horizon) {
    int dInner = chunk.dInner();
    float[] sums = new float[dInner];
    if (horizon > 0) {
      for (int t = 0; t < chunk.n(); t++) {
        int at = (chunk.row() + t) * dInner;
        for (int c = 0; c < dInner; c++) {
          sums[c] += chunk.delta()[at + c];
        }
      }
      float scale = (float) horizon / chunk.n();
      for (int c = 0; c < dInner; c++) {
        sums[c] *= scale;
      }
    }
    return sums;
  }

  private static float exp2(float x) {
    return (float) Math.exp(x * LN2);
  }

  private static float silu(float x) {
    return (float) (x / (1 + Math.exp(-(double) x)));
  }
}
