package org.simbastream.model.mamba;

import java.util.Arrays;
import org.simbastream.kernels.memory.FloatSource;
import org.simbastream.model.checkpoint.Weights;
import org.simbastream.model.linear.Linear;
import org.simbastream.model.linear.Products;

/**
 * Reads the tensors of a block in the shapes that the kernels want.
 *
 * @param weights the checkpoint's
 * @param products how matrices are multiplied
 */
record TensorReader(Weights weights, Products products) {

  private static final double LOG2_E = 1 / Math.log(2);

  /** Null where weights are only checked. */
  Linear linear(String name, boolean bias, int inputs, int outputs) {
    FloatSource weight = weights.tensor(name + ".weight", outputs, inputs);
    float[] added = bias ? weights.array(name + ".bias", outputs) : null;
    return weights.isCheckOnly() ? null : products.linear(weight, added, inputs, outputs);
  }

  float[] array(String name, long... shape) {
    return weights.array(name, shape);
  }

  /** A convolution's taps (dConv, channels), oldest first. */
  float[] taps(String name, int channels, int dConv) {
    return transpose(weights.array(name + ".weight", channels, 1, dConv), channels);
  }

  /** (channels); zeros where the model has none. */
  float[] biasOrZeros(String name, boolean bias, int channels) {
    return bias ? weights.array(name + ".bias", channels) : new float[channels];
  }

  /** (parts times length) to (parts, length). */
  static float[][] divide(float[] values, int parts) {
    int length = values.length / parts;
    float[][] divided = new float[parts][];
    Arrays.setAll(divided, i -> Arrays.copyOfRange(values, i * length, (i + 1) * length));
    return divided;
  }

  /** (rows, columns) to (columns, rows). */
  static float[] transpose(float[] values, int rows) {
    int columns = values.length / rows;
    float[] transposed = new float[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = values[i * columns + j];
      }
    }
    return transposed;
  }

  /** {@code A_log} to {@code -exp(A_log) log2(e)}, in place. */
  static float[] decay(float[] logarithms) {
    for (int i = 0; i < logarithms.length; i++) {
      double decay = -Math.exp(logarithms[i]) * LOG2_E;
      logarithms[i] = (float) Math.max(decay, -Float.MAX_VALUE); // 0 · -∞ would not be a number
    }
    return logarithms;
  }
}
