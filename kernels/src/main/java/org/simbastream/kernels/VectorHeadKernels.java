package org.simbastream.kernels;

import static org.simbastream.kernels.VectorMath.LANES;
import static org.simbastream.kernels.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Mamba-2's kernels on the Vector API, lanes over the channels of a head. The decay is one number
 * per head and token, so the loop has no exponentials, and four hidden states are computed
 * together. As in {@link VectorKernels} a head's last vector may overlap the one before it; heads
 * of fewer channels than lanes use the plain kernels, and so does impact, which is little work
 * here.
 */
final class VectorHeadKernels implements HeadKernels {

  private final PlainHeadKernels plain = new PlainHeadKernels();

  @Override
  public void convolve(ConvolutionInput input, float[] u, Channels channels) {
    if (channels.count() < LANES) {
      plain.convolve(input, u, channels);
      return;
    }
    int width = input.channels();
    int taps = input.taps();
    for (int t = 0; t < input.n(); t++) {
      for (int c = channels.from(); c < channels.to(); c += LANES) {
        int at = Math.min(c, channels.to() - LANES);
        FloatVector sum = FloatVector.fromArray(SPECIES, input.bias(), at);
        for (int j = 0; j < taps; j++) {
          int from = t - taps + 1 + j;
          sum =
              FloatVector.fromArray(SPECIES, input.source(from), input.sourceAt(from) + at)
                  .fma(FloatVector.fromArray(SPECIES, input.weight(), j * width + at), sum);
        }
        sum.intoArray(u, (input.row() + t) * width + at);
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
    if (chunk.headDim() < LANES) {
      plain.scan(chunk, before, after, y, fromHead, toHead, memory);
      return;
    }
    memory.reserve(chunk.n());
    for (int head = fromHead; head < toHead; head++) {
      for (int t = 0; t < chunk.n(); t++) {
        float delta = chunk.delta()[chunk.deltaAt(t, head)];
        memory.lanes[memory.greatest + t] = PlainHeadKernels.decay(delta, chunk.a2()[head]);
      }
      for (int c = 0; c < chunk.headDim(); c += LANES) {
        channels(chunk, head, Math.min(c, chunk.headDim() - LANES), before, after, y, memory);
      }
    }
  }

  @Override
  public void impact(
      HeadScanInput chunk, int horizon, ImpactAggregation aggregation, float[] impact) {
    plain.impact(chunk, horizon, aggregation, impact);
  }

  @Override
  public void positiveStates(HeadScanInput chunk, float[] before, float[] sums) {
    plain.positiveStates(chunk, before, sums);
  }

  /** Scans the whole chunk for a head's channels from c on; the memory already holds its decays. */
  private static void channels(
      HeadScanInput chunk,
      int head,
      int c,
      float[] before,
      float[] after,
      float[] y,
      KernelMemory memory) {
    float d = chunk.d()[head];
    for (int t = 0; t < chunk.n(); t++) {
      FloatVector u = FloatVector.fromArray(SPECIES, chunk.xbc(), chunk.uAt(t, head) + c);
      u.mul(chunk.delta()[chunk.deltaAt(t, head)])
          .intoArray(memory.lanes, memory.deltaU + t * LANES);
      u.mul(d).intoArray(memory.lanes, memory.sums + t * LANES);
    }
    int s = 0;
    for (; s + 4 <= chunk.dState(); s += 4) {
      fourStates(chunk, head, c, s, before, after, memory);
    }
    for (; s < chunk.dState(); s++) {
      oneState(chunk, head, c, s, before, after, memory);
    }
    int to = chunk.row() * chunk.dInner() + head * chunk.headDim() + c;
    for (int t = 0; t < chunk.n(); t++, to += chunk.dInner()) {
      FloatVector.fromArray(SPECIES, memory.lanes, memory.sums + t * LANES).intoArray(y, to);
    }
  }

  private static void fourStates(
      HeadScanInput chunk,
      int head,
      int c,
      int s,
      float[] before,
      float[] after,
      KernelMemory memory) {
    float[] xbc = chunk.xbc();
    float[] lanes = memory.lanes;
    int headDim = chunk.headDim();
    int stride = chunk.stride();
    int first = head * chunk.headStates() + s * headDim + c;
    int toC = chunk.groups() * chunk.dState();
    int b = chunk.bAt(0, head) + s;
    FloatVector h0 = FloatVector.fromArray(SPECIES, before, first);
    FloatVector h1 = FloatVector.fromArray(SPECIES, before, first + headDim);
    FloatVector h2 = FloatVector.fromArray(SPECIES, before, first + 2 * headDim);
    FloatVector h3 = FloatVector.fromArray(SPECIES, before, first + 3 * headDim);
    for (int t = 0, at = 0; t < chunk.n(); t++, at += LANES, b += stride) {
      FloatVector decay = FloatVector.broadcast(SPECIES, lanes[memory.greatest + t]);
      FloatVector input = FloatVector.fromArray(SPECIES, lanes, memory.deltaU + at);
      FloatVector sum = FloatVector.fromArray(SPECIES, lanes, memory.sums + at);
      h0 = decay.fma(h0, input.mul(xbc[b]));
      h1 = decay.fma(h1, input.mul(xbc[b + 1]));
      h2 = decay.fma(h2, input.mul(xbc[b + 2]));
      h3 = decay.fma(h3, input.mul(xbc[b + 3]));
      sum = h0.fma(FloatVector.broadcast(SPECIES, xbc[b + toC]), sum);
      sum = h1.fma(FloatVector.broadcast(SPECIES, xbc[b + toC + 1]), sum);
      sum = h2.fma(FloatVector.broadcast(SPECIES, xbc[b + toC + 2]), sum);
      sum = h3.fma(FloatVector.broadcast(SPECIES, xbc[b + toC + 3]), sum);
      sum.intoArray(lanes, memory.sums + at);
    }
    h0.intoArray(after, first);
    h1.intoArray(after, first + headDim);
    h2.intoArray(after, first + 2 * headDim);
    h3.intoArray(after, first + 3 * headDim);
  }

  private static void oneState(
      HeadScanInput chunk,
      int head,
      int c,
      int s,
      float[] before,
      float[] after,
      KernelMemory memory) {
    float[] xbc = chunk.xbc();
    float[] lanes = memory.lanes;
    int state = head * chunk.headStates() + s * chunk.headDim() + c;
    FloatVector h = FloatVector.fromArray(SPECIES, before, state);
    for (int t = 0; t < chunk.n(); t++) {
      FloatVector input = FloatVector.fromArray(SPECIES, lanes, memory.deltaU + t * LANES);
      FloatVector sum = FloatVector.fromArray(SPECIES, lanes, memory.sums + t * LANES);
      FloatVector decay = FloatVector.broadcast(SPECIES, lanes[memory.greatest + t]);
      h = decay.fma(h, input.mul(xbc[chunk.bAt(t, head) + s]));
      h.fma(FloatVector.broadcast(SPECIES, xbc[chunk.cAt(t, head) + s]), sum)
          .intoArray(lanes, memory.sums + t * LANES);
    }
    h.intoArray(after, state);
  }
}
