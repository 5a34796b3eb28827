package org.simbastream.model.mamba;

import org.simbastream.model.checkpoint.HeadShape;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.checkpoint.Weights;
import org.simbastream.model.linear.Linear;
import org.simbastream.model.linear.Products;

/**
 * The weights of one Mamba-2 block.
 *
 * @param norm (dModel)
 * @param inProj dModel to dInner + convChannels + heads: the gate, then the convolution's input (u,
 *     B, C), then the raw time step
 * @param convWeight (dConv, convChannels): taps, oldest first
 * @param convBias (convChannels): zeros where the model has none
 * @param dtBias (heads)
 * @param a2 (heads): {@code -exp(A_log) log2(e)}
 * @param d (heads): skip connection
 * @param gateNorm (groups, dInner / groups): the norm after the gate, of each group's channels
 * @param outProj dInner to dModel
 */
record Mamba2LayerWeights(
    float[] norm,
    Linear inProj,
    float[] convWeight,
    float[] convBias,
    float[] dtBias,
    float[] a2,
    float[] d,
    float[][] gateNorm,
    Linear outProj)
    implements AutoCloseable {

  static Mamba2LayerWeights read(
      Weights weights, Products products, MambaConfiguration model, int layer) {
    TensorReader tensors = new TensorReader(weights, products);
    String block = "backbone.layers." + layer + ".";
    String mixer = block + "mixer.";
    HeadShape shape = model.heads().orElseThrow();
    int dModel = model.dModel();
    int dInner = model.dInner();
    int channels = model.convChannels();
    int heads = shape.heads();
    return new Mamba2LayerWeights(
        tensors.array(block + "norm.weight", dModel),
        tensors.linear(mixer + "in_proj", model.useBias(), dModel, dInner + channels + heads),
        tensors.taps(mixer + "conv1d", channels, model.dConv()),
        tensors.biasOrZeros(mixer + "conv1d", model.useConvBias(), channels),
        tensors.array(mixer + "dt_bias", heads),
        TensorReader.decay(tensors.array(mixer + "A_log", heads)),
        tensors.array(mixer + "D", heads),
        TensorReader.divide(tensors.array(mixer + "norm.weight", dInner), shape.groups()),
        tensors.linear(mixer + "out_proj", model.useBias(), dInner, dModel));
  }

  @Override
  public void close() {
    inProj.close();
    outProj.close();
  }
}
