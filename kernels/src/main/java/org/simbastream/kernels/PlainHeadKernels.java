package org.simbastream.kernels;

/** Mamba-2's formulas, one after the other, in plain Java. */
final class PlainHeadKernels implements HeadKernels {

  private static final double LN2 = Math.log(2);

  @Override
  public void convolve(ConvolutionInput input, float[] u, Channels channels) {
    int width = input.channels();
    for (int t = 0; t < input.n(); t++) {
      int to = (input.row() + t) * width;
      System.arraycopy(input.bias(), channels.from(), u, to + channels.from(), channels.count());
      for (int j = 0; j < input.taps(); j++) {
        int from = t - input.taps() + 1 + j;
        float[] x = input.source(from);
        int at = input.sourceAt(from);
        for (int c = channels.from(); c < channels.to(); c++) {
          u[to + c] += input.weight()[j * width + c] * x[at + c];
        }
      }
    }
  }

  @Override
  public void scan(
      HeadScanInput chunk,
      float[] before,
      float[] after,
      float[] y,
      int fromHead,
      int toHead,
      KernelMemory memory) {
    for (int head = fromHead; head < toHead; head++) {
      int h = head * chunk.headStates();
      System.arraycopy(before, h, after, h, chunk.headStates());
      for (int t = 0; t < chunk.n(); t++) {
        step(chunk, t, head, after);
        int to = (chunk.row() + t) * chunk.dInner() + head * chunk.headDim();
        for (int c = 0; c < chunk.headDim(); c++) {
          float sum = chunk.d()[head] * chunk.xbc()[chunk.uAt(t, head) + c];
          for (int s = 0; s < chunk.dState(); s++) {
            sum += chunk.xbc()[chunk.cAt(t, head) + s] * after[h + s * chunk.headDim() + c];
          }
          y[to + c] = sum;
        }
      }
    }
  }

  /** Advances a head's hidden state in {@code states} by one token. */
  private static void step(HeadScanInput chunk, int t, int head, float[] states) {
    float delta = chunk.delta()[chunk.deltaAt(t, head)];
    float decay = decay(delta, chunk.a2()[head]);
    int u = chunk.uAt(t, head);
    for (int s = 0; s < chunk.dState(); s++) {
      float b = chunk.xbc()[chunk.bAt(t, head) + s];
      int h = head * chunk.headStates() + s * chunk.headDim();
      for (int c = 0; c < chunk.headDim(); c++) {
        states[h + c] = decay * states[h + c] + delta * chunk.xbc()[u + c] * b;
      }
    }
  }

  @Override
  public void impact(
      HeadScanInput chunk, int horizon, ImpactAggregation aggregation, float[] impact) {
    int n = chunk.n();
    boolean max = aggregation == ImpactAggregation.MAX;
    float[] products = new float[chunk.groups()]; // |C_T · B_i|
    float[] ahead = horizonSums(chunk, horizon); // (heads): Σ_{k>i} Δ_k + the horizon's part
    for (int t = n - 1; t >= 0; t--) {
      lastOutputs(chunk, t, products);
      float result = 0;
      for (int head = 0; head < chunk.heads(); head++) {
        float delta = chunk.delta()[chunk.deltaAt(t, head)];
        float weight = decay(ahead[head], chunk.a2()[head]) * delta * products[chunk.group(head)];
        float size = size(chunk, t, head, max) * weight;
        result = max ? Math.max(result, size) : result + size;
        ahead[head] += delta;
      }
      impact[t] = max ? result : result / chunk.dInner();
    }
  }

  /** {@code |C_T · B_t|} by group, T being the chunk's last token. */
  private static void lastOutputs(HeadScanInput chunk, int t, float[] products) {
    int headsOfGroup = chunk.heads() / chunk.groups();
    for (int group = 0; group < chunk.groups(); group++) {
      int c = chunk.cAt(chunk.n() - 1, group * headsOfGroup);
      int b = chunk.bAt(t, group * headsOfGroup);
      float product = 0;
      for (int s = 0; s < chunk.dState(); s++) {
        product += chunk.xbc()[c + s] * chunk.xbc()[b + s];
      }
      products[group] = Math.abs(product);
    }
  }

  /** The greatest |u| of a head's channels, or their sum. */
  private static float size(HeadScanInput chunk, int t, int head, boolean greatest) {
    int u = chunk.uAt(t, head);
    float size = 0;
    for (int c = u; c < u + chunk.headDim(); c++) {
      float value = Math.abs(chunk.xbc()[c]);
      size = greatest ? Math.max(size, value) : size + value;
    }
    return size;
  }

  @Override
  public void positiveStates(HeadScanInput chunk, float[] before, float[] sums) {
    float[] states = before.clone(); // (heads, dState, headDim)

    for (int t = 0; t < chunk.n(); t++) {
      for (int head = 0; head < chunk.heads(); head++) {
        step(chunk, t, head, states);
      }
      double sum = 0;
      for (float state : states) {
        sum += Math.max(0, state);
      }
      sums[t] = (float) sum;
    }
  }

  /** {@code horizon · mean_t(Δ_t)} by head, (heads). */
  private static float[] horizonSums(HeadScanInput chunk, int horizon) {
    float[] sums = new float[chunk.heads()];
    for (int head = 0; head < chunk.heads() && horizon > 0; head++) {
      for (int t = 0; t < chunk.n(); t++) {
        sums[head] += chunk.delta()[chunk.deltaAt(t, head)];
      }
      sums[head] *= (float) horizon / chunk.n();
    }
    return sums;
  }

  /** {@code exp(Δ A)}. */
  static float decay(float delta, float a2) {
    return (float) Math.exp(delta * a2 * LN2);
  }
}
