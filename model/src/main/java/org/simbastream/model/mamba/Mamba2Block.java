package org.simbastream.model.mamba;

import java.util.List;
import org.simbastream.kernels.Channels;
import org.simbastream.kernels.ConvolutionInput;
import org.simbastream.kernels.HeadKernels;
import org.simbastream.kernels.HeadScanInput;
import org.simbastream.kernels.KernelMemory;
import org.simbastream.kernels.Kernels;
import org.simbastream.model.checkpoint.HeadShape;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.linear.Linear.Rows;
import org.simbastream.model.simba.Mamba2Recurrence;
import org.simbastream.model.simba.Recurrence;

/**
 * One Mamba-2 block over the rows of a bundle: in-projection, convolution over u, B and C, scan by
 * heads, gate, norm, out-projection. Norms, products and gates are divided among the team by rows,
 * the convolution by channels, the scan by heads.
 */
final class Mamba2Block implements BlockPass {

  private final MambaConfiguration model;
  private final HeadShape shape;
  private final List<Mamba2LayerWeights> layers;
  private final Kernels kernels;
  private final HeadKernels headKernels;
  private final ParallelOps shared;
  private final Scratch work;
  private final ResidualStream residual;
  private final LayerStates layerStates;
  private final int width; // of a projected row
  private final int channels; // of the convolution: u, B, C
  private float[] projected = {}; // (rows, dInner + channels + heads): gate, u B C, raw time step
  private float[] xbc = {}; // (rows, channels): u, B, C after the convolution
  private float[] delta = {}; // (rows, heads)
  private float[] y = {}; // (rows, dInner)

  Mamba2Block(
      MambaConfiguration model,
      List<Mamba2LayerWeights> layers,
      Kernels kernels,
      ParallelOps shared,
      Scratch work) {
    this.model = model;
    this.shape = model.heads().orElseThrow();
    this.layers = layers;
    this.kernels = kernels;
    this.headKernels = kernels.heads();
    this.shared = shared;
    this.work = work;
    this.residual = new ResidualStream(model, kernels, work);
    this.layerStates = new LayerStates(model);
    this.channels = model.convChannels();
    this.width = model.dInner() + channels + shape.heads();
  }

  @Override
  public void reserve(int tokens) {
    if (delta.length / shape.heads() >= tokens) {
      return;
    }
    projected = new float[Math.multiplyExact(tokens, width)];
    xbc = new float[tokens * channels];
    delta = new float[tokens * shape.heads()];
    y = new float[tokens * model.dInner()];
  }

  @Override
  public LayerState[] run(int index, BundleRows rows, HiddenStates states) {
    Mamba2LayerWeights layer = layers.get(index);
    int n = rows.rows();
    int[] tokens = rows.tokensOfRows();
    LayerState[] before = layerStates.before(index, rows.chunks(), states);
    shared.divide(n, (member, from, to) -> residual.norm(layer.norm(), tokens, from, to));
    shared.multiply(layer.inProj(), new Rows(work.normed, 0, model.dModel()), n, projected);
    shared.divideChannels(
        n, channels, (member, from, to) -> convolve(layer, rows, before, new Channels(from, to)));
    shared.divide(n, (member, from, to) -> activate(layer, from, to));
    float[][] after = new float[rows.chunks()][model.dState() * model.dInner()];
    shared.divideHeads(
        shape.heads(), (member, from, to) -> scan(layer, rows, before, after, from, to, member));
    putStates(index, rows, states, before, after);
    shared.divide(n, (member, from, to) -> gateAndNorm(layer, from, to));
    shared.multiply(layer.outProj(), new Rows(y, 0, model.dInner()), n, work.output);
    shared.divide(n, (member, from, to) -> residual.add(tokens, from, to));
    return before;
  }

  @Override
  public Recurrence recurrence(int layer, int row, int n, LayerState before, KernelMemory memory) {
    return new Mamba2Recurrence(headKernels, scanInput(layers.get(layer), row, n), before.ssm());
  }

  private HeadScanInput scanInput(Mamba2LayerWeights layer, int row, int n) {
    return new HeadScanInput(
        row,
        n,
        shape.heads(),
        shape.headDim(),
        shape.groups(),
        model.dState(),
        xbc,
        delta,
        layer.a2(),
        layer.d());
  }

  private void convolve(
      Mamba2LayerWeights layer, BundleRows rows, LayerState[] before, Channels share) {
    int row = 0;
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      int n = rows.positions(chunk).length;
      ConvolutionInput input =
          new ConvolutionInput(
              row,
              n,
              projected,
              model.dInner(),
              width,
              before[chunk].conv(),
              layer.convWeight(),
              layer.convBias());
      headKernels.convolve(input, xbc, share);
      row += n;
    }
  }

  /** SiLU after the convolution, and the time steps. */
  private void activate(Mamba2LayerWeights layer, int fromRow, int toRow) {
    int heads = shape.heads();
    kernels.silu(xbc, fromRow * channels, (toRow - fromRow) * channels);
    for (int row = fromRow; row < toRow; row++) {
      int raw = (row + 1) * width - heads;
      for (int head = 0; head < heads; head++) {
        delta[row * heads + head] = projected[raw + head] + layer.dtBias()[head];
      }
    }
    kernels.softplus(delta, fromRow * heads, (toRow - fromRow) * heads);
    for (int i = fromRow * heads; i < toRow * heads; i++) {
      delta[i] = Math.min(Math.max(delta[i], shape.leastTimeStep()), shape.greatestTimeStep());
    }
  }

  private void scan(
      Mamba2LayerWeights layer,
      BundleRows rows,
      LayerState[] before,
      float[][] after,
      int fromHead,
      int toHead,
      int member) {
    KernelMemory memory = shared.kernelMemory(member);
    int row = 0;
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      int n = rows.positions(chunk).length;
      headKernels.scan(
          scanInput(layer, row, n), before[chunk].ssm(), after[chunk], y, fromHead, toHead, memory);
      row += n;
    }
  }

  private void putStates(
      int index, BundleRows rows, HiddenStates states, LayerState[] before, float[][] after) {
    int row = 0;
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      int n = rows.positions(chunk).length;
      int at = row * width + model.dInner();
      float[] window = layerStates.nextWindow(before[chunk].conv(), projected, at, width, n);
      states.putLayer(chunk, index, new LayerState(window, after[chunk]));
      row += n;
    }
  }

  /** The norm is each group's own, as B and C are: a group knows nothing of the others. */
  private void gateAndNorm(Mamba2LayerWeights layer, int fromRow, int toRow) {
    int dInner = model.dInner();
    for (int row = fromRow; row < toRow; row++) {
      int at = row * dInner;
      kernels.gate(projected, row * width, y, at, dInner);
      for (float[] group : layer.gateNorm()) {
        kernels.rmsNorm(y, at, group, model.normEpsilon(), y, at);
        at += group.length;
      }
    }
  }
}
