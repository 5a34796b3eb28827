package org.simbastream.model.mamba;

import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.checkpoint.Weights;
import org.simbastream.model.kernel.Kernels;
import org.simbastream.model.linear.Products;

/** The weights of all blocks of a model, bottom to top. One implementation an architecture. */
sealed interface Blocks extends AutoCloseable permits ChannelBlocks, HeadBlocks {

  /** Reads the blocks that the model's architecture has. */
  static Blocks read(Weights weights, Products products, MambaConfiguration model) {
    return switch (model.architecture()) {
      case MAMBA, FALCON_MAMBA -> ChannelBlocks.read(weights, products, model);
      case MAMBA2 -> HeadBlocks.read(weights, products, model);
    };
  }

  /** What runs them in a forward pass. */
  BlockPass newPass(MambaConfiguration model, Kernels kernels, SharedWork shared, Workspace work);

  @Override
  void close();
}
