package org.simbastream.model.mamba;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.kernel.Kernels;
import org.simbastream.model.kernel.ScanInput;
import org.simbastream.model.linear.RowBuffers;
import org.simbastream.model.recall.Recall;
import org.simbastream.model.simba.LayerActivations;
import org.simbastream.model.simba.SimbaSettings;
import org.simbastream.model.simba.TokenSelector;

/**
 * Mamba over a bundle: chunks of many streams, layer by layer, each layer over the tokens that
 * climbed to it. Products run over the rows of all chunks together, convolution and scan chunk by
 * chunk. A chunk's result does not depend on the others in its bundle, to the last bit.
 *
 * <p>Belongs to one thread.
 */
public final class ForwardPass implements AutoCloseable {

  private final MambaConfiguration model;
  private final MambaWeights weights;
  private final SimbaSettings settings;
  private final Kernels kernels;
  private final RowBuffers buffers = new RowBuffers();
  private final Workspace work;
  private final Readout readout;
  private final LayerState zero;

  ForwardPass(
      MambaConfiguration model, MambaWeights weights, SimbaSettings settings, Kernels kernels) {
    this.model = model;
    this.weights = weights;
    this.settings = settings;
    this.kernels = kernels;
    this.work = new Workspace(model);
    this.readout = new Readout(model, weights, kernels, buffers);
    this.zero = LayerState.zero(model);
  }

  /** How tokens are pruned. */
  public SimbaSettings settings() {
    return settings;
  }

  /**
   * Reads a bundle.
   *
   * @param chunks token ids, one array a chunk, each of another stream and at least one token long
   * @param states where the streams' states come from and go to, by index into {@code chunks}
   * @param outputs what is asked for
   * @return one result a chunk, in their order
   */
  public List<ChunkResult> run(List<int[]> chunks, HiddenStates states, Outputs outputs) {
    for (int[] chunk : chunks) {
      if (chunk.length == 0) {
        throw new IllegalArgumentException("a chunk is empty, expected at least one token");
      }
    }
    BundleRows rows = new BundleRows(chunks);
    work.reserve(rows.tokens());
    List<ChunkProgress> progress = new ArrayList<>(chunks.size());
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      embed(chunks.get(chunk), rows.start(chunk));
      progress.add(new ChunkProgress(chunks.get(chunk), model));
    }
    for (int layer = 0; layer < model.layers(); layer++) {
      for (int chunk = 0; chunk < rows.chunks(); chunk++) {
        progress.get(chunk).seen(layer, rows.positions(chunk));
      }
      LayerState[] before = layer(weights.layers().get(layer), layer, rows, states);
      if (outputs.surprisal() && layer + 1 == model.exitLayer().orElse(-1)) {
        readout.surprisal(work.residual, rows, chunks, states, progress);
      }
      select(weights.layers().get(layer), layer, rows, before, progress, outputs.impact());
    }
    if (outputs.recall()) {
      recall(states, progress);
    }
    if (outputs.topSurprisal()) {
      readout.topSurprisal(work.residual, rows, states, progress);
    }
    readout.carryTop(work.residual, rows, states);
    if (outputs.lastLogits()) {
      readout.lastLogits(work.residual, rows, progress);
    }
    return progress.stream().map(ChunkProgress::result).toList();
  }

  @Override
  public void close() {
    buffers.close();
  }

  /** Mixes what each stream's own past predicts into its surprisal. */
  private void recall(HiddenStates states, List<ChunkProgress> progress) {
    Recall recall = new Recall(model.vocabSize());
    for (int chunk = 0; chunk < progress.size(); chunk++) {
      ChunkProgress current = progress.get(chunk);
      if (current.surprisal() == null) {
        current.surprisal(recall.withoutModel(current.tokens().length), 0);
      }
      states.putRecall(
          chunk, recall.mix(current.tokens(), current.surprisal(), states.recall(chunk)));
    }
  }

  private void embed(int[] tokens, int start) {
    for (int i = 0; i < tokens.length; i++) {
      if (tokens[i] < 0 || tokens[i] >= model.vocabSize()) {
        throw new IllegalArgumentException(
            "token id " + tokens[i] + " is outside the model's 0 … " + (model.vocabSize() - 1));
      }
      int from = tokens[i] * model.dModel();
      weights.embedding().get(from, work.residual, (start + i) * model.dModel(), model.dModel());
    }
  }

  /**
   * One block over the rows of all chunks, added to the residual stream.
   *
   * @return by chunk: the layer's state before
   */
  private LayerState[] layer(LayerWeights layer, int index, BundleRows rows, HiddenStates states) {
    int n = rows.rows();
    int dModel = model.dModel();
    int dInner = model.dInner();
    normRows(layer.norm(), rows);
    layer.inProj().apply(buffers, work.normed, dModel, 0, n, work.xz);
    LayerState[] before = new LayerState[rows.chunks()];
    for (int chunk = 0, row = 0; chunk < rows.chunks(); row += rows.positions(chunk++).length) {
      LayerState state = states.layer(chunk, index);
      before[chunk] = state == null ? zero : state;
      int length = rows.positions(chunk).length;
      kernels.convolve(
          work.xz, row, length, before[chunk].conv(), layer.convWeight(), layer.convBias(), work.u);
    }
    layer.xProj().apply(buffers, work.u, dInner, 0, n, work.dbc);
    layer.dtProj().apply(buffers, work.dbc, layer.xProj().outputs(), 0, n, work.delta);
    kernels.softplus(work.delta, 0, n * dInner);
    for (int chunk = 0, row = 0; chunk < rows.chunks(); row += rows.positions(chunk++).length) {
      int length = rows.positions(chunk).length;
      float[] ssm = new float[before[chunk].ssm().length];
      kernels.scan(scanInput(layer, row, length), before[chunk].ssm(), ssm, work.y);
      float[] conv = nextWindow(before[chunk].conv(), row, length);
      states.putLayer(chunk, index, new LayerState(conv, ssm));
    }
    kernels.gate(work.xz, 0, n, dInner, work.y);
    layer.outProj().apply(buffers, work.y, dInner, 0, n, work.output);
    addToResidual(rows);
    return before;
  }

  private void normRows(float[] norm, BundleRows rows) {
    int dModel = model.dModel();
    int row = 0;
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      for (int position : rows.positions(chunk)) {
        int from = (rows.start(chunk) + position) * dModel;
        kernels.rmsNorm(
            work.residual, from, norm, model.normEpsilon(), work.normed, dModel * row++);
      }
    }
  }

  private void addToResidual(BundleRows rows) {
    int dModel = model.dModel();
    int from = 0;
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      for (int position : rows.positions(chunk)) {
        int to = (rows.start(chunk) + position) * dModel;
        for (int i = 0; i < dModel; i++) {
          work.residual[to + i] += work.output[from++];
        }
      }
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

  /**
   * Scores the tokens of each chunk and lets the kept ones climb. Where a schedule rises, those
   * come back that were skipped with the greatest scores.
   */
  private void select(
      LayerWeights layer,
      int index,
      BundleRows rows,
      LayerState[] before,
      List<ChunkProgress> progress,
      boolean wanted) {
    boolean top = index + 1 == model.layers();
    for (int chunk = 0, row = 0; chunk < rows.chunks(); chunk++) {
      int[] positions = rows.positions(chunk);
      int n = positions.length;
      ChunkProgress current = progress.get(chunk);
      int keep = top ? n : settings.keepCount(index + 1, model.layers(), current.tokens().length);
      if (wanted || keep < n) {
        float[] scores = new float[n];
        LayerActivations activations =
            new LayerActivations(
                kernels,
                scanInput(layer, row, n),
                before[chunk].ssm(),
                current.tokens(),
                positions,
                work.output,
                model.dModel());
        settings.criterion().score(activations, settings, scores);
        current.scored(index, scores);
        rows.keep(chunk, TokenSelector.select(positions, scores, Math.min(keep, n)));
      }
      if (keep > n) {
        rows.place(chunk, TokenSelector.readmit(positions, current.latestScores(), keep));
      }
      row += n;
    }
  }

  private ScanInput scanInput(LayerWeights layer, int row, int n) {
    return new ScanInput(
        row,
        n,
        model.dInner(),
        model.dState(),
        model.dtRank(),
        work.u,
        work.delta,
        work.dbc,
        layer.a2(),
        layer.d());
  }
}
