package org.simbastream.model.mamba;

import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.checkpoint.Weights;
import org.simbastream.model.linear.Linear;
import org.simbastream.model.linear.Products;

/**
 * The weights of one block of Mamba-1 or FalconMamba, whose norms of B, C and time step have none.
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
record Mamba1LayerWeights(
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

  static Mamba1LayerWeights read(
      Weights weights, Products products, MambaConfiguration model, int layer) {
    TensorReader tensors = new TensorReader(weights, products);
    String block = "backbone.layers." + layer + ".";
    String mixer = block + "mixer.";
    int dModel = model.dModel();
    int dInner = model.dInner();
    int dState = model.dState();
    int dtRank = model.dtRank();
    boolean bias = model.useBias();
    return new Mamba1LayerWeights(
        tensors.array(block + "norm.weight", dModel),
        tensors.linear(mixer + "in_proj", bias, dModel, 2 * dInner),
        tensors.taps(mixer + "conv1d", dInner, model.dConv()),
        tensors.biasOrZeros(mixer + "conv1d", model.useConvBias(), dInner),
        tensors.linear(mixer + "x_proj", false, dInner, dtRank + 2 * dState),
        tensors.linear(mixer + "dt_proj", true, dtRank, dInner),
        TensorReader.decay(
            TensorReader.transpose(tensors.array(mixer + "A_log", dInner, dState), dInner)),
        tensors.array(mixer + "D", dInner),
        tensors.linear(mixer + "out_proj", bias, dInner, dModel));
  }

  @Override
  public void close() {
    inProj.close();
    xProj.close();
    dtProj.close();
    outProj.close();
  }
}
