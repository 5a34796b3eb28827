package org.simbastream.model.linear;

import static org.simbastream.model.linear.Panels.LANES;
import static org.simbastream.model.linear.Panels.PANEL;
import static org.simbastream.model.linear.Panels.SPECIES;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatTiles} over weights of eight bits: whole numbers that are summed first, then scaled
 * by output.
 */
final class ByteTiles {

  /** Java has no vector of fewer bytes. */
  static final int LEAST_LANES = 8;

  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(LANES * Byte.SIZE));

  private ByteTiles() {}

  /** Eight rows: for processors with 32 vector registers. */
  static void eight(
      float[] x,
      int x0,
      int xStride,
      int inputs,
      byte[] w,
      int w0,
      float[] scales,
      float[] bias,
      int b0,
      float[] y,
      int at,
      int yStride) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s01;
    FloatVector s12 = s02;
    FloatVector s20 = s00;
    FloatVector s21 = s01;
    FloatVector s22 = s02;
    FloatVector s30 = s00;
    FloatVector s31 = s01;
    FloatVector s32 = s02;
    FloatVector s40 = s00;
    FloatVector s41 = s01;
    FloatVector s42 = s02;
    FloatVector s50 = s00;
    FloatVector s51 = s01;
    FloatVector s52 = s02;
    FloatVector s60 = s00;
    FloatVector s61 = s01;
    FloatVector s62 = s02;
    FloatVector s70 = s00;
    FloatVector s71 = s01;
    FloatVector s72 = s02;
    int x1 = x0 + xStride;
    int x2 = x1 + xStride;
    int x3 = x2 + xStride;
    int x4 = x3 + xStride;
    int x5 = x4 + xStride;
    int x6 = x5 + xStride;
    int x7 = x6 + xStride;
    for (int i = 0, from = w0; i < inputs; i++, from += PANEL) {
      FloatVector w00 = (FloatVector) ByteVector.fromArray(BYTES, w, from).castShape(SPECIES, 0);
      FloatVector w01 =
          (FloatVector) ByteVector.fromArray(BYTES, w, from + LANES).castShape(SPECIES, 0);
      FloatVector w02 =
          (FloatVector) ByteVector.fromArray(BYTES, w, from + 2 * LANES).castShape(SPECIES, 0);
      FloatVector v = FloatVector.broadcast(SPECIES, x[x0 + i]);
      s00 = v.fma(w00, s00);
      s01 = v.fma(w01, s01);
      s02 = v.fma(w02, s02);
      v = FloatVector.broadcast(SPECIES, x[x1 + i]);
      s10 = v.fma(w00, s10);
      s11 = v.fma(w01, s11);
      s12 = v.fma(w02, s12);
      v = FloatVector.broadcast(SPECIES, x[x2 + i]);
      s20 = v.fma(w00, s20);
      s21 = v.fma(w01, s21);
      s22 = v.fma(w02, s22);
      v = FloatVector.broadcast(SPECIES, x[x3 + i]);
      s30 = v.fma(w00, s30);
      s31 = v.fma(w01, s31);
      s32 = v.fma(w02, s32);
      v = FloatVector.broadcast(SPECIES, x[x4 + i]);
      s40 = v.fma(w00, s40);
      s41 = v.fma(w01, s41);
      s42 = v.fma(w02, s42);
      v = FloatVector.broadcast(SPECIES, x[x5 + i]);
      s50 = v.fma(w00, s50);
      s51 = v.fma(w01, s51);
      s52 = v.fma(w02, s52);
      v = FloatVector.broadcast(SPECIES, x[x6 + i]);
      s60 = v.fma(w00, s60);
      s61 = v.fma(w01, s61);
      s62 = v.fma(w02, s62);
      v = FloatVector.broadcast(SPECIES, x[x7 + i]);
      s70 = v.fma(w00, s70);
      s71 = v.fma(w01, s71);
      s72 = v.fma(w02, s72);
    }
    FloatVector scale0 = FloatVector.fromArray(SPECIES, scales, b0);
    FloatVector bias0 = FloatVector.fromArray(SPECIES, bias, b0);
    FloatVector scale1 = FloatVector.fromArray(SPECIES, scales, b0 + LANES);
    FloatVector bias1 = FloatVector.fromArray(SPECIES, bias, b0 + LANES);
    FloatVector scale2 = FloatVector.fromArray(SPECIES, scales, b0 + 2 * LANES);
    FloatVector bias2 = FloatVector.fromArray(SPECIES, bias, b0 + 2 * LANES);
    s00.fma(scale0, bias0).intoArray(y, at);
    s01.fma(scale1, bias1).intoArray(y, at + LANES);
    s02.fma(scale2, bias2).intoArray(y, at + 2 * LANES);
    s10.fma(scale0, bias0).intoArray(y, at + yStride);
    s11.fma(scale1, bias1).intoArray(y, at + yStride + LANES);
    s12.fma(scale2, bias2).intoArray(y, at + yStride + 2 * LANES);
    s20.fma(scale0, bias0).intoArray(y, at + 2 * yStride);
    s21.fma(scale1, bias1).intoArray(y, at + 2 * yStride + LANES);
    s22.fma(scale2, bias2).intoArray(y, at + 2 * yStride + 2 * LANES);
    s30.fma(scale0, bias0).intoArray(y, at + 3 * yStride);
    s31.fma(scale1, bias1).intoArray(y, at + 3 * yStride + LANES);
    s32.fma(scale2, bias2).intoArray(y, at + 3 * yStride + 2 * LANES);
    s40.fma(scale0, bias0).intoArray(y, at + 4 * yStride);
    s41.fma(scale1, bias1).intoArray(y, at + 4 * yStride + LANES);
    s42.fma(scale2, bias2).intoArray(y, at + 4 * yStride + 2 * LANES);
    s50.fma(scale0, bias0).intoArray(y, at + 5 * yStride);
    s51.fma(scale1, bias1).intoArray(y, at + 5 * yStride + LANES);
    s52.fma(scale2, bias2).intoArray(y, at + 5 * yStride + 2 * LANES);
    s60.fma(scale0, bias0).intoArray(y, at + 6 * yStride);
    s61.fma(scale1, bias1).intoArray(y, at + 6 * yStride + LANES);
    s62.fma(scale2, bias2).intoArray(y, at + 6 * yStride + 2 * LANES);
    s70.fma(scale0, bias0).intoArray(y, at + 7 * yStride);
    s71.fma(scale1, bias1).intoArray(y, at + 7 * yStride + LANES);
    s72.fma(scale2, bias2).intoArray(y, at + 7 * yStride + 2 * LANES);
  }

  /** Four rows. */
  static void four(
      float[] x,
      int x0,
      int xStride,
      int inputs,
      byte[] w,
      int w0,
      float[] scales,
      float[] bias,
      int b0,
      float[] y,
      int at,
      int yStride) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    FloatVector s10 = s00;
    FloatVector s11 = s01;
    FloatVector s12 = s02;
    FloatVector s20 = s00;
    FloatVector s21 = s01;
    FloatVector s22 = s02;
    FloatVector s30 = s00;
    FloatVector s31 = s01;
    FloatVector s32 = s02;
    int x1 = x0 + xStride;
    int x2 = x1 + xStride;
    int x3 = x2 + xStride;
    for (int i = 0, from = w0; i < inputs; i++, from += PANEL) {
      FloatVector w00 = (FloatVector) ByteVector.fromArray(BYTES, w, from).castShape(SPECIES, 0);
      FloatVector w01 =
          (FloatVector) ByteVector.fromArray(BYTES, w, from + LANES).castShape(SPECIES, 0);
      FloatVector w02 =
          (FloatVector) ByteVector.fromArray(BYTES, w, from + 2 * LANES).castShape(SPECIES, 0);
      FloatVector v = FloatVector.broadcast(SPECIES, x[x0 + i]);
      s00 = v.fma(w00, s00);
      s01 = v.fma(w01, s01);
      s02 = v.fma(w02, s02);
      v = FloatVector.broadcast(SPECIES, x[x1 + i]);
      s10 = v.fma(w00, s10);
      s11 = v.fma(w01, s11);
      s12 = v.fma(w02, s12);
      v = FloatVector.broadcast(SPECIES, x[x2 + i]);
      s20 = v.fma(w00, s20);
      s21 = v.fma(w01, s21);
      s22 = v.fma(w02, s22);
      v = FloatVector.broadcast(SPECIES, x[x3 + i]);
      s30 = v.fma(w00, s30);
      s31 = v.fma(w01, s31);
      s32 = v.fma(w02, s32);
    }
    FloatVector scale0 = FloatVector.fromArray(SPECIES, scales, b0);
    FloatVector bias0 = FloatVector.fromArray(SPECIES, bias, b0);
    FloatVector scale1 = FloatVector.fromArray(SPECIES, scales, b0 + LANES);
    FloatVector bias1 = FloatVector.fromArray(SPECIES, bias, b0 + LANES);
    FloatVector scale2 = FloatVector.fromArray(SPECIES, scales, b0 + 2 * LANES);
    FloatVector bias2 = FloatVector.fromArray(SPECIES, bias, b0 + 2 * LANES);
    s00.fma(scale0, bias0).intoArray(y, at);
    s01.fma(scale1, bias1).intoArray(y, at + LANES);
    s02.fma(scale2, bias2).intoArray(y, at + 2 * LANES);
    s10.fma(scale0, bias0).intoArray(y, at + yStride);
    s11.fma(scale1, bias1).intoArray(y, at + yStride + LANES);
    s12.fma(scale2, bias2).intoArray(y, at + yStride + 2 * LANES);
    s20.fma(scale0, bias0).intoArray(y, at + 2 * yStride);
    s21.fma(scale1, bias1).intoArray(y, at + 2 * yStride + LANES);
    s22.fma(scale2, bias2).intoArray(y, at + 2 * yStride + 2 * LANES);
    s30.fma(scale0, bias0).intoArray(y, at + 3 * yStride);
    s31.fma(scale1, bias1).intoArray(y, at + 3 * yStride + LANES);
    s32.fma(scale2, bias2).intoArray(y, at + 3 * yStride + 2 * LANES);
  }

  /** One row: bound by reading the weights. */
  static void one(
      float[] x,
      int x0,
      int inputs,
      byte[] w,
      int w0,
      float[] scales,
      float[] bias,
      int b0,
      float[] y,
      int at) {
    FloatVector s00 = FloatVector.zero(SPECIES);
    FloatVector s01 = s00;
    FloatVector s02 = s00;
    for (int i = 0, from = w0; i < inputs; i++, from += PANEL) {
      FloatVector w00 = (FloatVector) ByteVector.fromArray(BYTES, w, from).castShape(SPECIES, 0);
      FloatVector w01 =
          (FloatVector) ByteVector.fromArray(BYTES, w, from + LANES).castShape(SPECIES, 0);
      FloatVector w02 =
          (FloatVector) ByteVector.fromArray(BYTES, w, from + 2 * LANES).castShape(SPECIES, 0);
      FloatVector v = FloatVector.broadcast(SPECIES, x[x0 + i]);
      s00 = v.fma(w00, s00);
      s01 = v.fma(w01, s01);
      s02 = v.fma(w02, s02);
    }
    FloatVector scale0 = FloatVector.fromArray(SPECIES, scales, b0);
    FloatVector bias0 = FloatVector.fromArray(SPECIES, bias, b0);
    FloatVector scale1 = FloatVector.fromArray(SPECIES, scales, b0 + LANES);
    FloatVector bias1 = FloatVector.fromArray(SPECIES, bias, b0 + LANES);
    FloatVector scale2 = FloatVector.fromArray(SPECIES, scales, b0 + 2 * LANES);
    FloatVector bias2 = FloatVector.fromArray(SPECIES, bias, b0 + 2 * LANES);
    s00.fma(scale0, bias0).intoArray(y, at);
    s01.fma(scale1, bias1).intoArray(y, at + LANES);
    s02.fma(scale2, bias2).intoArray(y, at + 2 * LANES);
  }
}
