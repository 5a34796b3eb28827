package org.simbastream.model.linear;

import org.simbastream.model.memory.FloatSource;

/**
 * Panels of eight-bit whole numbers, -127 to 127, with one scale an output: a quarter of the
 * memory, and each weight off by at most half of its output's greatest over 127.
 *
 * @param values (panels, inputs, PANEL)
 * @param scales (panels, PANEL): what one step is worth
 * @param inputs width of a row of the product's input
 */
record BytePanels(byte[] values, float[] scales, int inputs) implements Panels {

  private static final int STEPS = 127;

  /** Packs a weight (outputs, inputs). */
  static BytePanels pack(FloatSource weight, int inputs, int outputs) {
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
    return new BytePanels(values, scales, inputs);
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
          ByteTiles.eight(x, x0, xStride, inputs, values, w0, scales, bias, output, y, at, yStride);
      case 4 ->
          ByteTiles.four(x, x0, xStride, inputs, values, w0, scales, bias, output, y, at, yStride);
      default -> ByteTiles.one(x, x0, inputs, values, w0, scales, bias, output, y, at);
    }
  }
}
