package org.simbastream.model.kernel;

import static org.simbastream.model.kernel.VectorMath.LANES;
import static org.simbastream.model.kernel.VectorMath.LEAST_EXPONENT_BITS;
import static org.simbastream.model.kernel.VectorMath.P1;
import static org.simbastream.model.kernel.VectorMath.P2;
import static org.simbastream.model.kernel.VectorMath.P3;
import static org.simbastream.model.kernel.VectorMath.P4;
import static org.simbastream.model.kernel.VectorMath.P5;
import static org.simbastream.model.kernel.VectorMath.ROUNDER;
import static org.simbastream.model.kernel.VectorMath.SPECIES;
import static org.simbastream.model.kernel.VectorMath.exp2OfNegative;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The selective scan, which keeps its decays and then goes back over them for Simba's impact: what
 * is left of a token at the chunk's end is the product of the decays after it, so that no
 * exponential is computed twice. Two hidden states at a time.
 */
final class VectorScoredScan {

  private final VectorScan scan;

  VectorScoredScan(VectorScan scan) {
    this.scan = scan;
  }

  /** The whole chunk for the channels from c on; raises the memory's greatest impact. */
  void channels(
      ScanInput chunk,
      int c,
      float[] before,
      float[] after,
      float[] y,
      float[] horizonSums,
      KernelMemory memory) {
    scan.begin(chunk, c, memory);
    int end = chunk.n() * LANES;
    Arrays.fill(memory.impactSums, 0, end, 0);
    FloatVector waiting = FloatVector.fromArray(SPECIES, horizonSums, c);
    for (int s = 0; s < chunk.dState(); s += 2) {
      forward(chunk, c, s, before, after, memory);
      backward(chunk, c, s, waiting, memory);
    }
    scan.end(chunk, c, y, memory);
    for (int at = 0; at < end; at += LANES) {
      FloatVector term =
          FloatVector.fromArray(SPECIES, memory.impactSums, at)
              .mul(FloatVector.fromArray(SPECIES, memory.deltaU, at))
              .abs();
      VectorMath.maxOfPositive(term, FloatVector.fromArray(SPECIES, memory.greatest, at))
          .intoArray(memory.greatest, at);
    }
  }

  private static void forward(
      ScanInput chunk, int c, int s, float[] before, float[] after, KernelMemory memory) {
    float[] dbc = chunk.dbc();
    float[] deltas = memory.delta;
    float[] inputs = memory.deltaU;
    float[] sums = memory.sums;
    float[] firstDecays = memory.firstDecays;
    float[] secondDecays = memory.secondDecays;
    int stride = chunk.dbcStride();
    int first = s * chunk.dInner() + c;
    int second = first + chunk.dInner();
    FloatVector a0 = FloatVector.fromArray(SPECIES, chunk.a2(), first);
    FloatVector a1 = FloatVector.fromArray(SPECIES, chunk.a2(), second);
    FloatVector h0 = FloatVector.fromArray(SPECIES, before, first);
    FloatVector h1 = FloatVector.fromArray(SPECIES, before, second);
    int b = chunk.bAt(0) + s;
    int toC = chunk.dState();
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
      FloatVector delta = FloatVector.fromArray(SPECIES, deltas, at);
      FloatVector input = FloatVector.fromArray(SPECIES, inputs, at);
      x =
          delta
              .mul(a0)
              .reinterpretAsInts()
              .lanewise(VectorOperators.MIN, LEAST_EXPONENT_BITS)
              .reinterpretAsFloats();
      shifted = x.add(rounder);
      r = x.sub(shifted.sub(rounder));
      p = r.fma(p5, p4).fma(r, p3).fma(r, p2).fma(r, p1).fma(r, one);
      exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector decay0 = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
      x =
          delta
              .mul(a1)
              .reinterpretAsInts()
              .lanewise(VectorOperators.MIN, LEAST_EXPONENT_BITS)
              .reinterpretAsFloats();
      shifted = x.add(rounder);
      r = x.sub(shifted.sub(rounder));
      p = r.fma(p5, p4).fma(r, p3).fma(r, p2).fma(r, p1).fma(r, one);
      exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector decay1 = p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
      decay0.intoArray(firstDecays, at);
      decay1.intoArray(secondDecays, at);
      h0 = decay0.fma(h0, input.mul(dbc[b]));
      h1 = decay1.fma(h1, input.mul(dbc[b + 1]));
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, at);
      sum = h0.fma(FloatVector.broadcast(SPECIES, dbc[b + toC]), sum);
      sum = h1.fma(FloatVector.broadcast(SPECIES, dbc[b + toC + 1]), sum);
      sum.intoArray(sums, at);
    }
    h0.intoArray(after, first);
    h1.intoArray(after, second);
  }

  /** Adds {@code C_T B_t Π_{k>t} decay_k} of two states, the horizon's decay included. */
  private static void backward(
      ScanInput chunk, int c, int s, FloatVector waiting, KernelMemory memory) {
    float[] dbc = chunk.dbc();
    float[] sums = memory.impactSums;
    float[] firstDecays = memory.firstDecays;
    float[] secondDecays = memory.secondDecays;
    int stride = chunk.dbcStride();
    int state = s * chunk.dInner() + c;
    int last = chunk.n() - 1;
    float c0 = dbc[chunk.cAt(last) + s];
    float c1 = dbc[chunk.cAt(last) + s + 1];
    FloatVector left0 =
        exp2OfNegative(waiting.mul(FloatVector.fromArray(SPECIES, chunk.a2(), state)));
    FloatVector left1 =
        exp2OfNegative(
            waiting.mul(FloatVector.fromArray(SPECIES, chunk.a2(), state + chunk.dInner())));
    int b = chunk.bAt(last) + s;
    for (int at = last * LANES; at >= 0; at -= LANES, b -= stride) {
      FloatVector sum = FloatVector.fromArray(SPECIES, sums, at);
      sum = left0.fma(FloatVector.broadcast(SPECIES, c0 * dbc[b]), sum);
      sum = left1.fma(FloatVector.broadcast(SPECIES, c1 * dbc[b + 1]), sum);
      sum.intoArray(sums, at);
      left0 = left0.mul(FloatVector.fromArray(SPECIES, firstDecays, at));
      left1 = left1.mul(FloatVector.fromArray(SPECIES, secondDecays, at));
    }
  }
}
