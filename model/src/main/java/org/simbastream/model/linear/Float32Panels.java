package org.simbastream.model.linear;

import org.simbastream.kernels.memory.FloatSource;

/**
 * Panels of float32.
 *
 * @param values (panels, inputs, PANEL)
 * @param inputs width of a row of the product's input
 */
record Float32Panels(float[] values, int inputs) implements Panels {

  /** Packs a weight (outputs, inputs). */
  static Float32Panels pack(FloatSource weight, int inputs, int outputs) {
    float[] values = new float[Math.multiplyExact(Panels.count(outputs) * PANEL, inputs)];
    RowSink.read(
        weight,
        inputs,
        (output, row) -> {
          for (int i = 0; i < inputs; i++) {
            values[Panels.index(output, i, inputs)] = row[i];
          }
        });
    return new Float32Panels(values, inputs);
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
          Float32Microkernels.eight(
              x, x0, xStride, inputs, values, w0, bias, output, y, at, yStride);
      case 4 ->
          Float32Microkernels.four(
              x, x0, xStride, inputs, values, w0, bias, output, y, at, yStride);
      default -> Float32Microkernels.one(x, x0, inputs, values, w0, bias, output, y, at);
    }
  }
}
