package org.simbastream.model.mamba;

import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.kernel.Channels;
import org.simbastream.model.kernel.Kernels;
import org.simbastream.model.kernel.ScanInput;
import org.simbastream.model.linear.Linear.Rows;

/**
 * One Mamba block over the rows of a bundle. Norms, products and gates are divided among the team
 * by rows, convolution and scan by channels.
 */
final class LayerPass {

  private final MambaConfiguration model;
  private final Kernels kernels;
  private final SharedWork shared;
  private final Workspace work;
  private final LayerState zero;

  LayerPass(MambaConfiguration model, Kernels kernels, SharedWork shared, Workspace work) {
    this.model = model;
    this.kernels = kernels;
    this.shared = shared;
    this.work = work;
    this.zero = LayerState.zero(model);
  }

  /**
   * Reads the rows, adds what comes of them to the residual stream and puts the new states.
   *
   * @return by chunk: the layer's state before
   */
  LayerState[] run(LayerWeights layer, int index, BundleRows rows, HiddenStates states) {
    int n = rows.rows();
    int dInner = model.dInner();
    int[] tokens = rows.tokensOfRows();
    LayerState[] before = new LayerState[rows.chunks()];
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      LayerState state = states.layer(chunk, index);
      before[chunk] = state == null ? zero : state;
    }
    shared.divide(n, (member, from, to) -> norm(layer.norm(), tokens, from, to));
    shared.multiply(layer.inProj(), new Rows(work.normed, 0, model.dModel()), n, work.xz);
    shared.divideChannels(
        n, dInner, (member, from, to) -> convolve(layer, rows, before, new Channels(from, to)));
    shared.multiply(layer.xProj(), new Rows(work.u, 0, dInner), n, work.dbc);
    shared.multiply(layer.dtProj(), new Rows(work.dbc, 0, layer.xProj().outputs()), n, work.delta);
    shared.divideValues(
        n, dInner, (member, from, to) -> kernels.softplus(work.delta, from, to - from));
    float[][] after = new float[rows.chunks()][model.dState() * dInner];
    shared.divide(
        dInner,
        (member, from, to) -> scan(layer, rows, before, after, new Channels(from, to), member));
    putStates(index, rows, states, before, after);
    shared.divide(n, (member, from, to) -> kernels.gate(work.xz, from, to - from, dInner, work.y));
    shared.multiply(layer.outProj(), new Rows(work.y, 0, dInner), n, work.output);
    shared.divide(n, (member, from, to) -> addToResidual(tokens, from, to));
    return before;
  }

  /** What the scan of a chunk read. */
  ScanInput scanInput(LayerWeights layer, int row, int length) {
    return new ScanInput(
        row,
        length,
        model.dInner(),
        model.dState(),
        model.dtRank(),
        work.u,
        work.delta,
        work.dbc,
        layer.a2(),
        layer.d());
  }

  private void norm(float[] weight, int[] tokens, int fromRow, int toRow) {
    int dModel = model.dModel();
    for (int row = fromRow; row < toRow; row++) {
      int at = tokens[row] * dModel;
      kernels.rmsNorm(work.residual, at, weight, model.normEpsilon(), work.normed, row * dModel);
    }
  }

  private void convolve(
      LayerWeights layer, BundleRows rows, LayerState[] before, Channels channels) {
    int row = 0;
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      int length = rows.positions(chunk).length;
      float[] window = before[chunk].conv();
      kernels.convolve(
          work.xz, row, length, window, layer.convWeight(), layer.convBias(), work.u, channels);
      row += length;
    }
  }

  private void scan(
      LayerWeights layer,
      BundleRows rows,
      LayerState[] before,
      float[][] after,
      Channels channels,
      int member) {
    int row = 0;
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      int length = rows.positions(chunk).length;
      kernels.scan(
          scanInput(layer, row, length),
          before[chunk].ssm(),
          after[chunk],
          work.y,
          channels,
          shared.kernelMemory(member));
      row += length;
    }
  }

  private void putStates(
      int index, BundleRows rows, HiddenStates states, LayerState[] before, float[][] after) {
    int row = 0;
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      int length = rows.positions(chunk).length;
      float[] window = nextWindow(before[chunk].conv(), row, length);
      states.putLayer(chunk, index, new LayerState(window, after[chunk]));
      row += length;
    }
  }

  /** The convolution's last dConv - 1 inputs after a chunk, oldest first. */
  private float[] nextWindow(float[] window, int row, int n) {
    int dInner = model.dInner();
    int width = model.dConv() - 1;
    float[] next = new float[width * dInner]; // (dConv - 1, dInner)
    for (int j = 0; j < width; j++) {
      int t = n - width + j; // negative: still from before the chunk
      if (t < 0) {
        System.arraycopy(window, (t + width) * dInner, next, j * dInner, dInner);
      } else {
        System.arraycopy(work.xz, (row + t) * 2 * dInner, next, j * dInner, dInner);
      }
    }
    return next;
  }

  private void addToResidual(int[] tokens, int fromRow, int toRow) {
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
