package org.simbastream.model.mamba;

import org.simbastream.kernels.Kernels;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.checkpoint.Weights;
import org.simbastream.model.linear.Products;

/** The weights of all blocks of a model, bottom to top. One implementation per architecture. */
sealed interface Blocks extends AutoCloseable permits Mamba1Blocks, Mamba2Blocks {

  /** Reads the blocks that the model's architecture has. */
  static Blocks read(Weights weights, Products products, MambaConfiguration model) {
    return switch (model.architecture()) {
      case MAMBA, FALCON_MAMBA -> Mamba1Blocks.read(weights, products, model);
      case MAMBA2 -> Mamba2Blocks.read(weights, products, model);
    };
  }

  /** Creates the pass that runs them in a forward pass. */
  BlockPass newPass(MambaConfiguration model, Kernels kernels, ParallelOps shared, Scratch work);

  @Override
  void close();
}
