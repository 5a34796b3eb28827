package org.simbastream.model.mamba;

import java.util.Arrays;
import java.util.List;
import org.simbastream.kernels.Channels;
import org.simbastream.kernels.KernelMemory;
import org.simbastream.kernels.Kernels;
import org.simbastream.kernels.ScanInput;
import org.simbastream.model.checkpoint.Architecture;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.linear.Linear.Rows;
import org.simbastream.model.simba.Mamba1Recurrence;
import org.simbastream.model.simba.Recurrence;

/**
 * One block of Mamba-1 or FalconMamba over the rows of a bundle. Norms, products and gates are
 * divided among the team by rows, convolution and scan by channels.
 */
final class Mamba1Block implements BlockPass {

  private final MambaConfiguration model;
  private final Kernels kernels;
  private final ParallelOps shared;
  private final Scratch work;
  private final ResidualStream residual;
  private final LayerStates layerStates;
  private final List<Mamba1LayerWeights> layers;
  private final float[] rankOnes; // (dtRank): FalconMamba's norms have no weights
  private final float[] stateOnes; // (dState)
  private float[] xz = {}; // (rows, 2 dInner)
  private float[] u = {}; // (rows, dInner)
  private float[] dbc = {}; // (rows, dtRank + 2 dState)
  private float[] delta = {}; // (rows, dInner)
  private float[] y = {}; // (rows, dInner)

  Mamba1Block(
      MambaConfiguration model,
      List<Mamba1LayerWeights> layers,
      Kernels kernels,
      ParallelOps shared,
      Scratch work) {
    this.model = model;
    this.layers = layers;
    this.kernels = kernels;
    this.shared = shared;
    this.work = work;
    this.residual = new ResidualStream(model, kernels, work);
    this.layerStates = new LayerStates(model);
    this.rankOnes = ones(model.dtRank());
    this.stateOnes = ones(model.dState());
  }

  private static float[] ones(int length) {
    float[] ones = new float[length];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public void reserve(int tokens) {
    int dInner = model.dInner();
    if (u.length / dInner >= tokens) {
      return;
    }
    xz = new float[Math.multiplyExact(tokens, 2 * dInner)];
    u = new float[tokens * dInner];
    delta = new float[tokens * dInner];
    y = new float[tokens * dInner];
    dbc = new float[tokens * (model.dtRank() + 2 * model.dState())];
  }

  @Override
  public LayerState[] run(int index, BundleRows rows, HiddenStates states) {
    Mamba1LayerWeights layer = layers.get(index);
    int n = rows.rows();
    int dInner = model.dInner();
    int[] tokens = rows.tokensOfRows();
    LayerState[] before = layerStates.before(index, rows.chunks(), states);
    shared.divide(n, (member, from, to) -> residual.norm(layer.norm(), tokens, from, to));
    shared.multiply(layer.inProj(), new Rows(work.normed, 0, model.dModel()), n, xz);
    shared.divideChannels(
        n, dInner, (member, from, to) -> convolve(layer, rows, before, new Channels(from, to)));
    shared.multiply(layer.xProj(), new Rows(u, 0, dInner), n, dbc);
    if (model.architecture() == Architecture.FALCON_MAMBA) {
      shared.divide(n, (member, from, to) -> normTimeStepAndStates(from, to));
    }
    shared.multiply(layer.dtProj(), new Rows(dbc, 0, layer.xProj().outputs()), n, delta);
    shared.divideValues(n, dInner, (member, from, to) -> kernels.softplus(delta, from, to - from));
    float[][] after = new float[rows.chunks()][model.dState() * dInner];
    shared.divide(
        dInner,
        (member, from, to) -> scan(layer, rows, before, after, new Channels(from, to), member));
    putStates(index, rows, states, before, after);
    shared.divide(n, (member, from, to) -> kernels.gate(xz, from, to - from, dInner, y));
    shared.multiply(layer.outProj(), new Rows(y, 0, dInner), n, work.output);
    shared.divide(n, (member, from, to) -> residual.add(tokens, from, to));
    return before;
  }

  @Override
  public Recurrence recurrence(int layer, int row, int n, LayerState before, KernelMemory memory) {
    ScanInput scan = scanInput(layers.get(layer), row, n);
    return new Mamba1Recurrence(kernels, memory, scan, before.ssm());
  }

  private ScanInput scanInput(Mamba1LayerWeights layer, int row, int length) {
    return new ScanInput(
        row,
        length,
        model.dInner(),
        model.dState(),
        model.dtRank(),
        u,
        delta,
        dbc,
        layer.a2(),
        layer.d());
  }

  /** FalconMamba: the raw time step, B and C each become their norm. */
  private void normTimeStepAndStates(int fromRow, int toRow) {
    int dtRank = model.dtRank();
    int dState = model.dState();
    float epsilon = model.mixerNormEpsilon();
    for (int row = fromRow; row < toRow; row++) {
      int at = row * (dtRank + 2 * dState);
      kernels.rmsNorm(dbc, at, rankOnes, epsilon, dbc, at);
      at += dtRank;
      kernels.rmsNorm(dbc, at, stateOnes, epsilon, dbc, at);
      at += dState;
      kernels.rmsNorm(dbc, at, stateOnes, epsilon, dbc, at);
    }
  }

  private void convolve(
      Mamba1LayerWeights layer, BundleRows rows, LayerState[] before, Channels channels) {
    int row = 0;
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      int length = rows.positions(chunk).length;
      float[] window = before[chunk].conv();
      kernels.convolve(xz, row, length, window, layer.convWeight(), layer.convBias(), u, channels);
      row += length;
    }
  }

  private void scan(
      Mamba1LayerWeights layer,
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
          y,
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
      int at = row * 2 * model.dInner();
      int stride = 2 * model.dInner();
      float[] window = layerStates.nextWindow(before[chunk].conv(), xz, at, stride, length);
      states.putLayer(chunk, index, new LayerState(window, after[chunk]));
      row += length;
    }
  }
}
