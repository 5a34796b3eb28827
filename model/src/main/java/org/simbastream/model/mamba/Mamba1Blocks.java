package org.simbastream.model.mamba;

import java.util.List;
import java.util.stream.IntStream;
import org.simbastream.kernels.Kernels;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.checkpoint.Weights;
import org.simbastream.model.linear.Products;

/**
 * The blocks of Mamba-1 and FalconMamba, in which every channel has its time step.
 *
 * @param layers bottom to top
 */
record Mamba1Blocks(List<Mamba1LayerWeights> layers) implements Blocks {

  static Mamba1Blocks read(Weights weights, Products products, MambaConfiguration model) {
    return new Mamba1Blocks(
        IntStream.range(0, model.layers())
            .mapToObj(layer -> Mamba1LayerWeights.read(weights, products, model, layer))
            .toList());
  }

  @Override
  public BlockPass newPass(
      MambaConfiguration model, Kernels kernels, ParallelOps shared, Scratch work) {
    return new Mamba1Block(model, layers, kernels, shared, work);
  }

  @Override
  public void close() {
    layers.forEach(Mamba1LayerWeights::close);
  }
}
