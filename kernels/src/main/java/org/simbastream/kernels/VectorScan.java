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

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The selective scan of one vector of channels, two hidden states at a time in registers. The
 * exponentials are written out ({@link VectorMath#exp2OfNegative}): in a loop of this size the
 * compiler inlines only the Vector API's own methods, and otherwise every vector becomes an object.
 */
final class VectorScan {

  /** Scans the whole chunk for the channels from c on, and writes their y. */
  void channels(
      ScanInput chunk, int c, float[] before, float[] after, float[] y, KernelMemory memory) {
    begin(chunk, c, memory);
    int s = 0;
    for (; s + 2 <= chunk.dState(); s += 2) {
      twoStates(chunk, c, s, before, after, memory);
    }
    for (; s < chunk.dState(); s++) {
      oneState(chunk, c, s, before, after, memory);
    }
    end(chunk, c, y, memory);
  }

  /**
   * Gathers the inputs of the channels from c on, and starts their sums with the skip connection.
   */
  private static void begin(ScanInput chunk, int c, KernelMemory memory) {
    int dInner = chunk.dInner();
    FloatVector d = FloatVector.fromArray(SPECIES, chunk.d(), c);
    for (int t = 0, at = chunk.row() * dInner + c; t < chunk.n(); t++, at += dInner) {
      FloatVector delta = FloatVector.fromArray(SPECIES, chunk.delta(), at);
      FloatVector u = FloatVector.fromArray(SPECIES, chunk.u(), at);
      delta.intoArray(memory.lanes, memory.delta + t * LANES);
      delta.mul(u).intoArray(memory.lanes, memory.deltaU + t * LANES);
      u.mul(d).intoArray(memory.lanes, memory.sums + t * LANES);
    }
  }

  /** Writes the sums of the channels from c on. */
  private static void end(ScanInput chunk, int c, float[] y, KernelMemory memory) {
    int dInner = chunk.dInner();
    for (int t = 0, at = chunk.row() * dInner + c; t < chunk.n(); t++, at += dInner) {
      FloatVector.fromArray(SPECIES, memory.lanes, memory.sums + t * LANES).intoArray(y, at);
    }
  }

  /** {@code Σ_s max(0, h_t)} into the memory's sums, for the channels from c on. */
  void positive(ScanInput chunk, int c, float[] before, KernelMemory memory) {
    begin(chunk, c, memory);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int s = 0; s < chunk.dState(); s++) {
      int state = s * chunk.dInner() + c;
      FloatVector a = FloatVector.fromArray(SPECIES, chunk.a2(), state);
      FloatVector h = FloatVector.fromArray(SPECIES, before, state);
      for (int t = 0; t < chunk.n(); t++) {
        FloatVector delta = FloatVector.fromArray(SPECIES, memory.lanes, memory.delta + t * LANES);
        FloatVector input = FloatVector.fromArray(SPECIES, memory.lanes, memory.deltaU + t * LANES);
        h = exp2OfNegative(delta.mul(a)).fma(h, input.mul(chunk.dbc()[chunk.bAt(t) + s]));
        FloatVector sum =
            s == 0 ? zero : FloatVector.fromArray(SPECIES, memory.lanes, memory.sums + t * LANES);
        h.max(zero).add(sum).intoArray(memory.lanes, memory.sums + t * LANES);
      }
    }
  }

  private static void twoStates(
      ScanInput chunk, int c, int s, float[] before, float[] after, KernelMemory memory) {
    float[] dbc = chunk.dbc();
    float[] lanes = memory.lanes;
    int deltas = memory.delta;
    int inputs = memory.deltaU;
    int sums = memory.sums;
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
      FloatVector delta = FloatVector.fromArray(SPECIES, lanes, deltas + at);
      FloatVector input = FloatVector.fromArray(SPECIES, lanes, inputs + at);
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
      h0 = decay0.fma(h0, input.mul(dbc[b]));
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
      h1 = decay1.fma(h1, input.mul(dbc[b + 1]));
      FloatVector sum = FloatVector.fromArray(SPECIES, lanes, sums + at);
      sum = h0.fma(FloatVector.broadcast(SPECIES, dbc[b + toC]), sum);
      sum = h1.fma(FloatVector.broadcast(SPECIES, dbc[b + toC + 1]), sum);
      sum.intoArray(lanes, sums + at);
    }
    h0.intoArray(after, first);
    h1.intoArray(after, second);
  }

  private static void oneState(
      ScanInput chunk, int c, int s, float[] before, float[] after, KernelMemory memory) {
    float[] dbc = chunk.dbc();
    float[] lanes = memory.lanes;
    int state = s * chunk.dInner() + c;
    FloatVector a = FloatVector.fromArray(SPECIES, chunk.a2(), state);
    FloatVector h = FloatVector.fromArray(SPECIES, before, state);
    for (int t = 0; t < chunk.n(); t++) {
      int at = t * LANES;
      FloatVector delta = FloatVector.fromArray(SPECIES, memory.lanes, memory.delta + at);
      FloatVector input = FloatVector.fromArray(SPECIES, memory.lanes, memory.deltaU + at);
      h = exp2OfNegative(delta.mul(a)).fma(h, input.mul(dbc[chunk.bAt(t) + s]));
      h.fma(
              FloatVector.broadcast(SPECIES, dbc[chunk.cAt(t) + s]),
              FloatVector.fromArray(SPECIES, memory.lanes, memory.sums + at))
          .intoArray(memory.lanes, memory.sums + at);
    }
    h.intoArray(after, state);
  }
}
