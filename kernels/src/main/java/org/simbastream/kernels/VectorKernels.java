package org.simbastream.kernels;

import static org.simbastream.kernels.VectorMath.LANES;
import static org.simbastream.kernels.VectorMath.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.simbastream.annotation.Internal;

/**
 * The kernels on the Vector API. Lanes run over channels, so that no sum runs across lanes, and a
 * channel's numbers are the same for every vector length.
 *
 * <p>Where the channels do not divide into whole vectors, the last vector overlaps the one before
 * it: inputs are never outputs, so computing a channel twice writes the same value twice. With
 * fewer channels than lanes the plain kernels are used.
 */
@Internal
public final class VectorKernels implements Kernels {

  private final PlainKernels plain = new PlainKernels();
  private final VectorScan scan = new VectorScan();
  private final VectorImpact impact = new VectorImpact();
  private final VectorHeadKernels heads = new VectorHeadKernels();

  @Override
  public String name() {
    return "vector, " + LANES + " lanes";
  }

  @Override
  public void rmsNorm(float[] x, int xAt, float[] weight, float epsilon, float[] y, int yAt) {
    float squares = VectorNorm.sumOfSquares(x, xAt, weight.length);
    if (!Float.isFinite(squares)) { // too great for a float
      plain.rmsNorm(x, xAt, weight, epsilon, y, yAt);
      return;
    }
    float scale = (float) (1 / Math.sqrt((double) squares / weight.length + epsilon));
    int i = 0;
    for (; i <= weight.length - LANES; i += LANES) {
      FloatVector.fromArray(SPECIES, x, xAt + i)
          .mul(scale)
          .mul(FloatVector.fromArray(SPECIES, weight, i))
          .intoArray(y, yAt + i);
    }
    for (; i < weight.length; i++) {
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
    if (channels.count() < LANES) {
      plain.convolve(xz, row, n, window, weight, bias, u, channels);
      return;
    }
    int taps = weight.length / bias.length;
    int first = taps == VectorConvolution.TAPS ? Math.min(n, taps - 1) : n;
    for (int c = channels.from(); c < channels.to(); c = next(c, channels)) {
      VectorConvolution.first(xz, row, first, window, weight, bias, u, c);
    }
    for (int t = row + first; t < row + n; t++) {
      VectorConvolution.fourTaps(xz, t, weight, bias, u, channels);
    }
    for (int t = row; t < row + n; t++) {
      VectorRows.silu(u, t * bias.length + channels.from(), channels.count());
    }
  }

  @Override
  public void softplus(float[] values, int at, int length) {
    VectorRows.softplus(values, at, length);
  }

  @Override
  public void scan(
      ScanInput chunk,
      float[] before,
      float[] after,
      float[] y,
      Channels channels,
      KernelMemory memory) {
    if (channels.count() < LANES) {
      plain.scan(chunk, before, after, y, channels, memory);
      return;
    }
    memory.reserve(chunk.n());
    for (int c = channels.from(); c < channels.to(); c = next(c, channels)) {
      scan.channels(chunk, c, before, after, y, memory);
    }
  }

  @Override
  public void gate(float[] xz, int row, int n, int dInner, float[] y) {
    for (int t = row; t < row + n; t++) {
      VectorRows.gate(xz, t * 2 * dInner + dInner, y, t * dInner, dInner);
    }
  }

  @Override
  public void silu(float[] values, int at, int length) {
    VectorRows.silu(values, at, length);
  }

  @Override
  public void gate(float[] z, int zAt, float[] y, int yAt, int length) {
    VectorRows.gate(z, zAt, y, yAt, length);
  }

  @Override
  public HeadKernels heads() {
    return heads;
  }

  @Override
  public void impact(
      ScanInput chunk,
      int horizon,
      ImpactAggregation aggregation,
      float[] scores,
      KernelMemory memory) {
    if (chunk.dInner() < LANES || aggregation != ImpactAggregation.MAX) {
      plain.impact(chunk, horizon, aggregation, scores, memory);
      return;
    }
    float[] horizonSums = PlainKernels.horizonSums(chunk, horizon); // (dInner)
    memory.reserve(chunk.n());
    Arrays.fill(memory.lanes, memory.greatest, memory.greatest + chunk.n() * LANES, 0);
    Arrays.fill(scores, 0, chunk.n(), 0);
    Channels channels = Channels.all(chunk.dInner());
    for (int c = 0; c < channels.to(); c = next(c, channels)) {
      impact.channels(chunk, c, horizonSums, memory);
    }
    impact.ofTokens(chunk.n(), scores, memory);
  }

  @Override
  public void positiveStates(ScanInput chunk, float[] before, float[] sums, KernelMemory memory) {
    int dInner = chunk.dInner();
    if (dInner < LANES) {
      plain.positiveStates(chunk, before, sums, memory);
      return;
    }
    int n = chunk.n();
    memory.reserve(n);
    float[] byChannel = new float[n * dInner]; // (n, dInner)
    Channels channels = Channels.all(dInner);
    for (int c = 0; c < dInner; c = next(c, channels)) {
      scan.positive(chunk, c, before, memory);
      for (int t = 0; t < n; t++) {
        System.arraycopy(memory.lanes, memory.sums + t * LANES, byChannel, t * dInner + c, LANES);
      }
    }
    for (int t = 0; t < n; t++) {
      double sum = 0;
      for (int i = t * dInner; i < (t + 1) * dInner; i++) {
        sum += byChannel[i];
      }
      sums[t] = (float) sum;
    }
  }

  @Override
  public float logSumExp(float[] x, int at, int length) {
    FloatVector most = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    int whole = SPECIES.loopBound(length);
    for (int i = 0; i < whole; i += LANES) {
      most = most.max(FloatVector.fromArray(SPECIES, x, at + i));
    }
    float greatest = most.reduceLanes(VectorOperators.MAX);
    for (int i = whole; i < length; i++) {
      greatest = Math.max(greatest, x[at + i]);
    }
    double sum = 0;
    for (float lane : VectorRows.sumOfExponentials(x, at, whole, greatest)) {
      sum += lane; // in a fixed order, unlike a reduction
    }
    for (int i = whole; i < length; i++) {
      sum += Math.exp(x[at + i] - greatest);
    }
    return (float) (greatest + Math.log(sum));
  }

  @Override
  public float entropy(float[] x, int at, int length, float logSum) {
    int whole = SPECIES.loopBound(length);
    double sum = 0;
    for (float lane : VectorRows.entropies(x, at, whole, logSum)) {
      sum += lane; // in a fixed order, unlike a reduction
    }
    for (int i = whole; i < length; i++) {
      sum += Math.exp(x[at + i] - logSum) * (logSum - x[at + i]);
    }
    return (float) sum;
  }

  /** The next vector's first channel; the last vector ends with the last channel. */
  private static int next(int c, Channels channels) {
    int to = channels.to();
    return c + LANES >= to ? to : Math.min(c + LANES, to - LANES);
  }
}
