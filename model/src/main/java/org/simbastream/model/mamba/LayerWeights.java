package org.simbastream.model.mamba;

import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.checkpoint.Weights;
import org.simbastream.model.linear.Linear;
import org.simbastream.model.linear.Products;

/**
 * The weights of one Mamba block.
 *
 * @param norm (dModel)
 * @param inProj dModel to 2 dInner: the convolution's input, then the gate's
 * @param convWeight (dConv, dInner): taps, oldest first
 * @param convBias (dInner): zeros where the model has none
 * @param xProj dInner to dtRank + 2 dState: raw time step, B, C
 * @param dtProj dtRank to dInner
 * @param a2 (dState, dInner): {@code -exp(A_log) log2(e)}
 * @param d (dInner): skip connection
 * @param outProj dInner to dModel
 */
record LayerWeights(
    float[] norm,
    Linear inProj,
    float[] convWeight,
    float[] convBias,
    Linear xProj,
    Linear dtProj,
    float[] a2,
    float[] d,
    Linear outProj)
    implements AutoCloseable {

  private static final double LOG2_E = 1 / Math.log(2);

  static LayerWeights read(
      Weights weights, Products products, MambaConfiguration model, int layer) {
    String block = "backbone.layers." + layer + ".";
    String mixer = block + "mixer.";
    int dModel = model.dModel();
    int dInner = model.dInner();
    int dState = model.dState();
    int dtRank = model.dtRank();
    boolean bias = model.useBias();
    return new LayerWeights(
        weights.array(block + "norm.weight", dModel),
        linear(weights, products, mixer + "in_proj", bias, dModel, 2 * dInner),
        transpose(weights.array(mixer + "conv1d.weight", dInner, 1, model.dConv()), dInner),
        model.useConvBias() ? weights.array(mixer + "conv1d.bias", dInner) : new float[dInner],
        linear(weights, products, mixer + "x_proj", false, dInner, dtRank + 2 * dState),
        linear(weights, products, mixer + "dt_proj", true, dtRank, dInner),
        decay(transpose(weights.array(mixer + "A_log", dInner, dState), dInner)),
        weights.array(mixer + "D", dInner),
        linear(weights, products, mixer + "out_proj", bias, dInner, dModel));
  }

  @Override
  public void close() {
    inProj.close();
    xProj.close();
    dtProj.close();
    outProj.close();
  }

  private static Linear linear(
      Weights weights, Products products, String name, boolean bias, int inputs, int outputs) {
    return products.linear(
        weights.tensor(name + ".weight", outputs, inputs),
        bias ? weights.array(name + ".bias", outputs) : null,
        inputs,
        outputs);
  }

  /** (rows, columns) to (columns, rows). */
  private static float[] transpose(float[] values, int rows) {
    int columns = values.length / rows;
    float[] transposed = new float[values.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j * rows + i] = values[i * columns + j];
      }
    }
    return transposed;
  }

  private static float[] decay(float[] logarithms) {
    for (int i = 0; i < logarithms.length; i++) {
      double decay = -Math.exp(logarithms[i]) * LOG2_E;
      logarithms[i] = (float) Math.max(decay, -Float.MAX_VALUE); // 0 · -∞ would not be a number
    }
    return logarithms;
  }
}
