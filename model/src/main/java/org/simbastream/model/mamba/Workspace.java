package org.simbastream.model.mamba;

import org.simbastream.model.checkpoint.MambaConfiguration;

/** The arrays of a forward pass, kept from bundle to bundle and grown as needed. */
final class Workspace {

  private final MambaConfiguration model;

  float[] residual = {}; // (tokens, dModel)
  float[] normed = {}; // (rows, dModel)
  float[] xz = {}; // (rows, 2 dInner)
  float[] u = {}; // (rows, dInner)
  float[] dbc = {}; // (rows, dtRank + 2 dState)
  float[] delta = {}; // (rows, dInner)
  float[] y = {}; // (rows, dInner)
  float[] output = {}; // (rows, dModel)

  Workspace(MambaConfiguration model) {
    this.model = model;
  }

  void reserve(int tokens) {
    if (residual.length / model.dModel() >= tokens) {
      return;
    }
    int dInner = model.dInner();
    residual = new float[Math.multiplyExact(tokens, model.dModel())];
    normed = new float[residual.length];
    output = new float[residual.length];
    xz = new float[Math.multiplyExact(tokens, 2 * dInner)];
    u = new float[tokens * dInner];
    delta = new float[tokens * dInner];
    y = new float[tokens * dInner];
    dbc = new float[tokens * (model.dtRank() + 2 * model.dState())];
  }
}
