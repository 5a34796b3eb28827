package org.simbastream.model.mamba;

import java.util.List;
import java.util.stream.IntStream;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.checkpoint.Weights;
import org.simbastream.model.kernel.Kernels;
import org.simbastream.model.linear.Products;

/**
 * The blocks of Mamba-2, in which every head of channels has its time step.
 *
 * @param layers bottom to top
 */
record HeadBlocks(List<HeadLayerWeights> layers) implements Blocks {

  static HeadBlocks read(Weights weights, Products products, MambaConfiguration model) {
    return new HeadBlocks(
        IntStream.range(0, model.layers())
            .mapToObj(layer -> HeadLayerWeights.read(weights, products, model, layer))
            .toList());
  }

  @Override
  public BlockPass newPass(
      MambaConfiguration model, Kernels kernels, SharedWork shared, Workspace work) {
    return new HeadLayerPass(model, layers, kernels, shared, work);
  }

  @Override
  public void close() {
    layers.forEach(HeadLayerWeights::close);
  }
}
