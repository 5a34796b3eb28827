package org.simbastream.model.kernel;

import static org.simbastream.model.kernel.VectorMath.LANES;
import static org.simbastream.model.kernel.VectorMath.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The kernels on the Vector API. Lanes run over channels, so that nothing is ever summed across
 * lanes, and a channel's numbers are the same for every vector length.
 *
 * <p>Where the channels do not divide into whole vectors, the last vector overlaps the one before
 * it: inputs are never outputs, so computing a channel twice writes the same value twice. Fewer
 * channels than lanes go the plain way.
 */
public final class VectorKernels implements Kernels {

  private final PlainKernels plain = new PlainKernels();

  @Override
  public String name() {
    return "vector, " + LANES + " lanes";
  }

  @Override
  public void rmsNorm(float[] x, int xAt, float[] weight, float epsilon, float[] y, int yAt) {
    plain.rmsNorm(x, xAt, weight, epsilon, y, yAt);
  }

  @Override
  public void convolve(
      float[] xz, int row, int n, float[] window, float[] weight, float[] bias, float[] u) {
    int dInner = bias.length;
    if (dInner < LANES) {
      plain.convolve(xz, row, n, window, weight, bias, u);
      return;
    }
    for (int c = 0; c < dInner; c = next(c, dInner)) {
      for (int t = 0; t < n; t++) {
        convolveToken(xz, row, t, window, weight, bias, u, c);
      }
    }
  }

  private static void convolveToken(
      float[] xz, int row, int t, float[] window, float[] weight, float[] bias, float[] u, int c) {
    int dInner = bias.length;
    int taps = weight.length / dInner;
    FloatVector sum = FloatVector.fromArray(SPECIES, bias, c);
    for (int j = 0; j < taps; j++) {
      int from = t - taps + 1 + j;
      FloatVector x =
          from < 0
              ? FloatVector.fromArray(SPECIES, window, (from + taps - 1) * dInner + c)
              : FloatVector.fromArray(SPECIES, xz, (row + from) * 2 * dInner + c);
      sum = x.fma(FloatVector.fromArray(SPECIES, weight, j * dInner + c), sum);
    }
    VectorMath.silu(sum).intoArray(u, (row + t) * dInner + c);
  }

  @Override
  public void softplus(float[] values, int at, int length) {
    int end = at + length;
    int i = at;
    for (; i <= end - LANES; i += LANES) {
      VectorMath.softplus(FloatVector.fromArray(SPECIES, values, i)).intoArray(values, i);
    }
    if (i < end) { // in place, so the last vector must not overlap: pad it instead
      float[] tail = new float[LANES];
      System.arraycopy(values, i, tail, 0, end - i);
      VectorMath.softplus(FloatVector.fromArray(SPECIES, tail, 0)).intoArray(tail, 0);
      System.arraycopy(tail, 0, values, i, end - i);
    }
  }

  @Override
  public void scan(ScanInput chunk, float[] before, float[] after, float[] y) {
    int dInner = chunk.dInner();
    if (dInner < LANES) {
      plain.scan(chunk, before, after, y);
      return;
    }
    float[] deltaU = new float[chunk.n() * LANES]; // (n, lanes): Δ u of one vector of channels
    for (int c = 0; c < dInner; c = next(c, dInner)) {
      FloatVector d = FloatVector.fromArray(SPECIES, chunk.d(), c);
      for (int t = 0; t < chunk.n(); t++) {
        int at = (chunk.row() + t) * dInner + c;
        FloatVector u = FloatVector.fromArray(SPECIES, chunk.u(), at);
        u.mul(FloatVector.fromArray(SPECIES, chunk.delta(), at)).intoArray(deltaU, t * LANES);
        u.mul(d).intoArray(y, at);
      }
      for (int s = 0; s < chunk.dState(); s++) {
        scanState(chunk, c, s, deltaU, before, after, y);
      }
    }
  }

  /** One hidden state of one vector of channels along the whole chunk, h in a register. */
  private static void scanState(
      ScanInput chunk, int c, int s, float[] deltaU, float[] before, float[] after, float[] y) {
    float[] delta = chunk.delta();
    float[] dbc = chunk.dbc();
    int dInner = chunk.dInner();
    int stride = chunk.dbcStride();
    int n = chunk.n();
    int state = s * dInner + c;
    FloatVector a = FloatVector.fromArray(SPECIES, chunk.a2(), state);
    FloatVector h = FloatVector.fromArray(SPECIES, before, state);
    int at = chunk.row() * dInner + c;
    int b = chunk.bAt(0) + s;
    int toC = chunk.dState();
    for (int t = 0; t < n; t++, at += dInner, b += stride) {
      FloatVector decay = VectorMath.exp2(FloatVector.fromArray(SPECIES, delta, at).mul(a));
      FloatVector input = FloatVector.fromArray(SPECIES, deltaU, t * LANES).mul(dbc[b]);
      h = decay.fma(h, input);
      h.fma(FloatVector.broadcast(SPECIES, dbc[b + toC]), FloatVector.fromArray(SPECIES, y, at))
          .intoArray(y, at);
    }
    h.intoArray(after, state);
  }

  @Override
  public void gate(float[] xz, int row, int n, int dInner, float[] y) {
    if (dInner < LANES) {
      plain.gate(xz, row, n, dInner, y);
      return;
    }
    float[] tail = new float[LANES];
    for (int t = row; t < row + n; t++) {
      int z = t * 2 * dInner + dInner;
      int at = t * dInner;
      int c = 0;
      for (; c <= dInner - LANES; c += LANES) {
        VectorMath.silu(FloatVector.fromArray(SPECIES, xz, z + c))
            .mul(FloatVector.fromArray(SPECIES, y, at + c))
            .intoArray(y, at + c);
      }
      if (c < dInner) { // in place, so the last vector must not overlap
        VectorMath.silu(FloatVector.fromArray(SPECIES, xz, z + dInner - LANES)).intoArray(tail, 0);
        for (int i = c; i < dInner; i++) {
          y[at + i] *= tail[LANES - dInner + i];
        }
      }
    }
  }

  @Override
  public void impact(ScanInput chunk, int horizon, ImpactAggregation aggregation, float[] impact) {
    int dInner = chunk.dInner();
    if (dInner < LANES || aggregation != ImpactAggregation.MAX) {
      plain.impact(chunk, horizon, aggregation, impact);
      return;
    }
    float[] horizonSums = PlainKernels.horizonSums(chunk, horizon); // (dInner)
    int n = chunk.n();
    float[] ahead = new float[n * LANES]; // (n, lanes): Σ_{k>t} Δ_k + the horizon's part
    float[] sums = new float[n * LANES]; // (n, lanes): Σ_s C_T B_t exp(A · ahead)
    float[] greatest = new float[n * LANES]; // (n, lanes): impact so far, over channels
    for (int c = 0; c < dInner; c = next(c, dInner)) {
      FloatVector sum = FloatVector.fromArray(SPECIES, horizonSums, c);
      for (int t = n - 1; t >= 0; t--) {
        sum.intoArray(ahead, t * LANES);
        int at = (chunk.row() + t) * dInner + c;
        sum = sum.add(FloatVector.fromArray(SPECIES, chunk.delta(), at));
      }
      for (int s = 0; s < chunk.dState(); s++) {
        impactOfState(chunk, c, s, ahead, sums);
      }
      foldChannels(chunk, c, sums, greatest);
    }
    for (int t = 0; t < n; t++) {
      float most = 0;
      for (int i = t * LANES; i < (t + 1) * LANES; i++) {
        most = Math.max(most, greatest[i]);
      }
      impact[t] = most;
    }
  }

  @Override
  public void positiveStates(ScanInput chunk, float[] before, float[] sums) {
    int dInner = chunk.dInner();
    if (dInner < LANES) {
      plain.positiveStates(chunk, before, sums);
      return;
    }
    int n = chunk.n();
    float[] positive = new float[n * LANES]; // (n, lanes): Σ_s max(0, h) of one vector of channels
    float[] byChannel = new float[n * dInner]; // (n, dInner)
    for (int c = 0; c < dInner; c = next(c, dInner)) {
      for (int s = 0; s < chunk.dState(); s++) {
        positiveState(chunk, c, s, before, positive);
      }
      for (int t = 0; t < n; t++) {
        System.arraycopy(positive, t * LANES, byChannel, t * dInner + c, LANES);
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
    FloatVector sums = FloatVector.zero(SPECIES);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector above = FloatVector.fromArray(SPECIES, x, at + i).sub(greatest);
      sums = sums.add(VectorMath.exp2(above.mul(VectorMath.LOG2_E)));
    }
    double sum = 0;
    for (float lane : sums.toArray()) { // in a fixed order, unlike a reduction
      sum += lane;
    }
    for (int i = whole; i < length; i++) {
      sum += Math.exp(x[at + i] - greatest);
    }
    return (float) (greatest + Math.log(sum));
  }

  private static void impactOfState(ScanInput chunk, int c, int s, float[] ahead, float[] sums) {
    float[] dbc = chunk.dbc();
    int stride = chunk.dbcStride();
    int n = chunk.n();
    float lastC = dbc[chunk.cAt(n - 1) + s];
    FloatVector a = FloatVector.fromArray(SPECIES, chunk.a2(), s * chunk.dInner() + c);
    FloatVector zero = FloatVector.zero(SPECIES);
    int b = chunk.bAt(0) + s;
    for (int t = 0; t < n; t++, b += stride) {
      FloatVector decay = VectorMath.exp2(FloatVector.fromArray(SPECIES, ahead, t * LANES).mul(a));
      FloatVector sum = s == 0 ? zero : FloatVector.fromArray(SPECIES, sums, t * LANES);
      decay.fma(FloatVector.broadcast(SPECIES, lastC * dbc[b]), sum).intoArray(sums, t * LANES);
    }
  }

  private static void positiveState(
      ScanInput chunk, int c, int s, float[] before, float[] positive) {
    int state = s * chunk.dInner() + c;
    FloatVector a = FloatVector.fromArray(SPECIES, chunk.a2(), state);
    FloatVector h = FloatVector.fromArray(SPECIES, before, state);
    FloatVector zero = FloatVector.zero(SPECIES);
    int at = chunk.row() * chunk.dInner() + c;
    for (int t = 0; t < chunk.n(); t++, at += chunk.dInner()) {
      FloatVector delta = FloatVector.fromArray(SPECIES, chunk.delta(), at);
      FloatVector input =
          delta
              .mul(FloatVector.fromArray(SPECIES, chunk.u(), at))
              .mul(chunk.dbc()[chunk.bAt(t) + s]);
      h = VectorMath.exp2(delta.mul(a)).fma(h, input);
      FloatVector sum = s == 0 ? zero : FloatVector.fromArray(SPECIES, positive, t * LANES);
      h.max(zero).add(sum).intoArray(positive, t * LANES);
    }
  }

  private static void foldChannels(ScanInput chunk, int c, float[] sums, float[] greatest) {
    for (int t = 0; t < chunk.n(); t++) {
      int at = (chunk.row() + t) * chunk.dInner() + c;
      FloatVector.fromArray(SPECIES, sums, t * LANES)
          .mul(FloatVector.fromArray(SPECIES, chunk.delta(), at))
          .mul(FloatVector.fromArray(SPECIES, chunk.u(), at))
          .abs()
          .max(FloatVector.fromArray(SPECIES, greatest, t * LANES))
          .intoArray(greatest, t * LANES);
    }
  }

  /** The next vector's first channel; the last vector ends with the last channel. */
  private static int next(int c, int dInner) {
    return c + LANES >= dInner ? dInner : Math.min(c + LANES, dInner - LANES);
  }
}
