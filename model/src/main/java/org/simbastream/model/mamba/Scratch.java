package org.simbastream.model.mamba;

import org.simbastream.model.checkpoint.MambaConfiguration;

/**
 * The arrays of a forward pass that blocks of every architecture share, kept from bundle to bundle
 * and grown as needed.
 */
final class Scratch {

  private final MambaConfiguration model;

  float[] residual = {}; // (tokens, dModel)
  float[] normed = {}; // (rows, dModel)
  float[] output = {}; // (rows, dModel)

  Scratch(MambaConfiguration model) {
    this.model = model;
  }

  void reserve(int tokens) {
    if (residual.length / model.dModel() >= tokens) {
      return;
    }
    residual = new float[Math.multiplyExact(tokens, model.dModel())];
    normed = new float[residual.length];
    output = new float[residual.length];
  }
}
