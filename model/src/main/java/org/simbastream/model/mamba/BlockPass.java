package org.simbastream.model.mamba;

import org.simbastream.kernels.KernelMemory;
import org.simbastream.model.simba.Recurrence;

/** The blocks of one architecture, over the rows of a bundle, for one forward pass. */
interface BlockPass {

  /** Allocates memory for a bundle of {@code tokens} tokens. */
  void reserve(int tokens);

  /**
   * Runs a layer on its rows, adds the output to the residual stream and writes the new states.
   *
   * @return by chunk: the layer's state before
   */
  LayerState[] run(int layer, BundleRows rows, HiddenStates states);

  /**
   * The recurrence that the latest run of a layer computed for one chunk.
   *
   * @param row the chunk's first row
   * @param n the chunk's rows
   * @param before the layer's state before the chunk
   */
  Recurrence recurrence(int layer, int row, int n, LayerState before, KernelMemory memory);
}
