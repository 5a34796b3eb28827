package org.simbastream.model.mamba;

import java.util.List;
import java.util.stream.IntStream;
import org.simbastream.kernels.Kernels;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.checkpoint.Weights;
import org.simbastream.model.linear.Products;

/**
 * The blocks of Mamba-2, in which every head of channels has its time step.
 *
 * @param layers bottom to top
 */
record Mamba2Blocks(List<Mamba2LayerWeights> layers) implements Blocks {

  static Mamba2Blocks read(Weights weights, Products products, MambaConfiguration model) {
    return new Mamba2Blocks(
        IntStream.range(0, model.layers())
            .mapToObj(layer -> Mamba2LayerWeights.read(weights, products, model, layer))
            .toList());
  }

  @Override
  public BlockPass newPass(
      MambaConfiguration model, Kernels kernels, ParallelOps shared, Scratch work) {
    return new Mamba2Block(model, layers, kernels, shared, work);
  }

  @Override
  public void close() {
    layers.forEach(Mamba2LayerWeights::close);
  }
}
