package org.simbastream.model.linear;

import org.simbastream.kernels.memory.FloatSource;

/**
 * Panels of bfloat16: the upper halves of float32, rounded to the nearest, ties to even. Exact for
 * a checkpoint that is stored so.
 *
 * @param values (panels, inputs, PANEL)
 * @param inputs width of a row of the product's input
 */
record Bf16Panels(short[] values, int inputs) implements Panels {

  /** Packs a weight (outputs, inputs). */
  static Bf16Panels pack(FloatSource weight, int inputs, int outputs) {
    short[] values = new short[Math.multiplyExact(Panels.count(outputs) * PANEL, inputs)];
    RowSink.read(
        weight,
        inputs,
        (output, row) -> {
          for (int i = 0; i < inputs; i++) {
            values[Panels.index(output, i, inputs)] = rounded(row[i]);
          }
        });
    return new Bf16Panels(values, inputs);
  }

  @Override
  public void multiply(
      int rows,
      float[] x,
      int x0,
      int xStride,
      int output,
      float[] bias,
      float[] y,
      int at,
      int yStride) {
    int w0 = output * inputs;
    switch (rows) {
      case 8 ->
          Bf16Microkernels.eight(x, x0, xStride, inputs, values, w0, bias, output, y, at, yStride);
      case 4 ->
          Bf16Microkernels.four(x, x0, xStride, inputs, values, w0, bias, output, y, at, yStride);
      default -> Bf16Microkernels.one(x, x0, inputs, values, w0, bias, output, y, at);
    }
  }

  private static short rounded(float value) {
    int bits = Float.floatToIntBits(value);
    int half = 0x7fff + (bits >>> 16 & 1);
    return (short) (bits + half >>> 16); // a finite value may become infinite only from 3.39e38 up
  }
}
