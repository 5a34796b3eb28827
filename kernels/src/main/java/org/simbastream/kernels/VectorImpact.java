package org.simbastream.kernels;

import static org.simbastream.kernels.VectorMath.LANES;
import static org.simbastream.kernels.VectorMath.LEAST_EXPONENT_BITS;
import static org.simbastream.kernels.VectorMath.P1;
import static org.simbastream.kernels.VectorMath.P2;
import static org.simbastream.kernels.VectorMath.P3;
import static org.simbastream.kernels.VectorMath.P4;
import static org.simbastream.kernels.VectorMath.P5;
import static org.simbastream.kernels.VectorMath.ROUNDER;
import static org.simbastream.kernels.VectorMath.SPECIES;
import static org.simbastream.kernels.VectorMath.exp2OfNegative;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Simba's impact, the greatest over channels, one vector of channels after the other. */
final class VectorImpact {

  /** Raises the maxima in the memory to the impact of the channels from c on. */
  void channels(ScanInput chunk, int c, float[] horizonSums, KernelMemory memory) {
    int n = chunk.n();
    int ahead = memory.delta; // (n, lanes): Σ_{k>t} Δ_k + the horizon's part
    FloatVector sum = FloatVector.fromArray(SPECIES, horizonSums, c);
    for (int t = n - 1; t >= 0; t--) {
      sum.intoArray(memory.lanes, ahead + t * LANES);
      int at = (chunk.row() + t) * chunk.dInner() + c;
      FloatVector delta = FloatVector.fromArray(SPECIES, chunk.delta(), at);
      sum = sum.add(delta);
      delta
          .mul(FloatVector.fromArray(SPECIES, chunk.u(), at))
          .intoArray(memory.lanes, memory.deltaU + t * LANES);
    }
    Arrays.fill(memory.lanes, memory.sums, memory.sums + n * LANES, 0);
    int s = 0;
    for (; s + 2 <= chunk.dState(); s += 2) {
      twoStates(chunk, c, s, memory);
    }
    for (; s < chunk.dState(); s++) {
      oneState(chunk, c, s, memory);
    }
    for (int at = 0; at < n * LANES; at += LANES) {
      FloatVector term =
          FloatVector.fromArray(SPECIES, memory.lanes, memory.sums + at)
              .mul(FloatVector.fromArray(SPECIES, memory.lanes, memory.deltaU + at))
              .abs();
      VectorMath.maxOfPositive(
              term, FloatVector.fromArray(SPECIES, memory.lanes, memory.greatest + at))
          .intoArray(memory.lanes, memory.greatest + at);
    }
  }

  /** Raises impact (n) to the greatest over all channels, by token. */
  void ofTokens(int n, float[] impact, KernelMemory memory) {
    for (int t = 0; t < n; t++) {
      float most = impact[t];
      for (int i = t * LANES; i < (t + 1) * LANES; i++) {
        most = Math.max(most, memory.lanes[memory.greatest + i]);
      }
      impact[t] = most;
    }
  }

  private static void twoStates(ScanInput chunk, int c, int s, KernelMemory memory) {
    float[] dbc = chunk.dbc();
    float[] lanes = memory.lanes;
    int aheads = memory.delta;
    int sums = memory.sums;
    int stride = chunk.dbcStride();
    int state = s * chunk.dInner() + c;
    float c0 = dbc[chunk.cAt(chunk.n() - 1) + s];
    float c1 = dbc[chunk.cAt(chunk.n() - 1) + s + 1];
    FloatVector a0 = FloatVector.fromArray(SPECIES, chunk.a2(), state);
    FloatVector a1 = FloatVector.fromArray(SPECIES, chunk.a2(), state + chunk.dInner());
    int b = chunk.bAt(0) + s;
    int end = chunk.n() * LANES;
    FloatVector rounder = FloatVector.broadcast(SPECIES, ROUNDER);
    FloatVector one = FloatVector.broadcast(SPECIES, 1f);
    FloatVector p1 = FloatVector.broadcast(SPECIES, P1);
    FloatVector p2 = FloatVector.broadcast(SPECIES, P2);
    FloatVector p3 = FloatVector.broadcast(SPECIES, P3);
    FloatVector p4 = FloatVector.broadcast(SPECIES, P4);
    FloatVector p5 = FloatVector.broadcast(SPECIES, P5);
    for (int at = 0; at < end; at += LANES, b += stride) {
      FloatVector x;
      FloatVector shifted;
      FloatVector r;
      FloatVector p;
      IntVector exponent;
      FloatVector ahead = FloatVector.fromArray(SPECIES, lanes, aheads + at);
      FloatVector sum = FloatVector.fromArray(SPECIES, lanes, sums + at);
      x =
          ahead
              .mul(a0)
              .reinterpretAsInts()
              .lanewise(VectorOperators.MIN, LEAST_EXPONENT_BITS)
              .reinterpretAsFloats();
      shifted = x.add(rounder);
      r = x.sub(shifted.sub(rounder));
      p = r.fma(p5, p4).fma(r, p3).fma(r, p2).fma(r, p1).fma(r, one);
      exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector decay0 = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
      sum = decay0.fma(FloatVector.broadcast(SPECIES, c0 * dbc[b]), sum);
      x =
          ahead
              .mul(a1)
              .reinterpretAsInts()
              .lanewise(VectorOperators.MIN, LEAST_EXPONENT_BITS)
              .reinterpretAsFloats();
      shifted = x.add(rounder);
      r = x.sub(shifted.sub(rounder));
      p = r.fma(p5, p4).fma(r, p3).fma(r, p2).fma(r, p1).fma(r, one);
      exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector decay1 = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
      sum = decay1.fma(FloatVector.broadcast(SPECIES, c1 * dbc[b + 1]), sum);
      sum.intoArray(lanes, sums + at);
    }
  }

  private static void oneState(ScanInput chunk, int c, int s, KernelMemory memory) {
    float[] dbc = chunk.dbc();
    float[] lanes = memory.lanes;
    float lastC = dbc[chunk.cAt(chunk.n() - 1) + s];
    FloatVector a = FloatVector.fromArray(SPECIES, chunk.a2(), s * chunk.dInner() + c);
    for (int t = 0; t < chunk.n(); t++) {
      int at = t * LANES;
      FloatVector decay =
          exp2OfNegative(FloatVector.fromArray(SPECIES, memory.lanes, memory.delta + at).mul(a));
      decay
          .fma(
              FloatVector.broadcast(SPECIES, lastC * dbc[chunk.bAt(t) + s]),
              FloatVector.fromArray(SPECIES, memory.lanes, memory.sums + at))
          .intoArray(memory.lanes, memory.sums + at);
    }
  }
}
