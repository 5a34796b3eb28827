package org.simbastream.model.mamba;

import org.simbastream.kernels.Kernels;
import org.simbastream.model.checkpoint.MambaConfiguration;

/** Operations on the residual stream that blocks of every architecture share: norm and addition. */
final class ResidualStream {

  private final MambaConfiguration model;
  private final Kernels kernels;
  private final Scratch work;

  ResidualStream(MambaConfiguration model, Kernels kernels, Scratch work) {
    this.model = model;
    this.kernels = kernels;
    this.work = work;
  }

  /** Norms of some rows' tokens into {@code work.normed}. */
  void norm(float[] weight, int[] tokens, int fromRow, int toRow) {
    int dModel = model.dModel();
    for (int row = fromRow; row < toRow; row++) {
      int at = tokens[row] * dModel;
      kernels.rmsNorm(work.residual, at, weight, model.normEpsilon(), work.normed, row * dModel);
    }
  }

  /** Adds some rows of {@code work.output} to their tokens. */
  void add(int[] tokens, int fromRow, int toRow) {
    int dModel = model.dModel();
    for (int row = fromRow; row < toRow; row++) {
      int from = row * dModel;
      int to = tokens[row] * dModel;
      for (int i = 0; i < dModel; i++) {
        work.residual[to + i] += work.output[from + i];
      }
    }
  }
}
