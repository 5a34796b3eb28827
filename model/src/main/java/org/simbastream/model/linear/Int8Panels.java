package org.simbastream.model.linear;

import org.simbastream.kernels.memory.FloatSource;

/**
 * Panels of eight-bit whole numbers, -127 to 127, with one scale per output: a quarter of the
 * memory; each weight's error is at most its output's greatest weight divided by 254.
 *
 * @param values (panels, inputs, PANEL)
 * @param scales (panels, PANEL): what one step is worth
 * @param inputs width of a row of the product's input
 */
record Int8Panels(byte[] values, float[] scales, int inputs) implements Panels {

  private static final int STEPS = 127;

  /** Packs a weight (outputs, inputs). */
  static Int8Panels pack(FloatSource weight, int inputs, int outputs) {
    int padded = Panels.count(outputs) * PANEL;
    byte[] values = new byte[Math.multiplyExact(padded, inputs)];
    float[] scales = new float[padded];
    RowSink.read(
        weight,
        inputs,
        (output, row) -> {
          float greatest = 0;
          for (float value : row) {
            greatest = Math.max(greatest, Math.abs(value));
          }
          scales[output] = greatest / STEPS;
          for (int i = 0; i < inputs; i++) {
            float steps = greatest == 0 ? 0 : row[i] / greatest * STEPS;
            values[Panels.index(output, i, inputs)] = (byte) Math.round(steps);
          }
        });
    return new Int8Panels(values, scales, inputs);
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
          Int8Microkernels.eight(
              x, x0, xStride, inputs, values, w0, scales, bias, output, y, at, yStride);
      case 4 ->
          Int8Microkernels.four(
              x, x0, xStride, inputs, values, w0, scales, bias, output, y, at, yStride);
      default -> Int8Microkernels.one(x, x0, inputs, values, w0, scales, bias, output, y, at);
    }
  }
}
