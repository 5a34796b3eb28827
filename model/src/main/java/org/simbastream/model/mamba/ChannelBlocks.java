package org.simbastream.model.mamba;

import java.util.List;
import java.util.stream.IntStream;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.checkpoint.Weights;
import org.simbastream.model.kernel.Kernels;
import org.simbastream.model.linear.Products;

/**
 * The blocks of Mamba-1 and FalconMamba, in which every channel has its time step.
 *
 * @param layers bottom to top
 */
record ChannelBlocks(List<LayerWeights> layers) implements Blocks {

  static ChannelBlocks read(Weights weights, Products products, MambaConfiguration model) {
    return new ChannelBlocks(
        IntStream.range(0, model.layers())
            .mapToObj(layer -> LayerWeights.read(weights, products, model, layer))
            .toList());
  }

  @Override
  public BlockPass newPass(
      MambaConfiguration model, Kernels kernels, SharedWork shared, Workspace work) {
    return new LayerPass(model, layers, kernels, shared, work);
  }

  @Override
  public void close() {
    layers.forEach(LayerWeights::close);
  }
}
