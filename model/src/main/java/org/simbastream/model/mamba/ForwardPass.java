package org.simbastream.model.mamba;

import java.util.ArrayList;
import java.util.List;
import org.simbastream.annotation.PublicApi;
import org.simbastream.kernels.Kernels;
import org.simbastream.kernels.parallel.ThreadTeam;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.recall.Recall;
import org.simbastream.model.simba.SimbaSettings;

/**
 * Mamba over a bundle: chunks of many streams, layer by layer, each layer over the tokens that were
 * kept for it. Products run over the rows of all chunks together, convolution and scan chunk by
 * chunk. A chunk's result is the same, bit for bit, whatever other chunks are in its bundle.
 *
 * <p>Belongs to one thread.
 */
@PublicApi
public final class ForwardPass implements AutoCloseable {

  private final MambaConfiguration model;
  private final MambaWeights weights;
  private final SimbaSettings settings;
  private final ParallelOps shared;
  private final Scratch work;
  private final BlockPass blocks;
  private final LayerSelection selection;
  private final Readout readout;
  private final ReaderPass reader; // null: every token is read

  ForwardPass(
      MambaConfiguration model,
      MambaWeights weights,
      SimbaSettings settings,
      Kernels kernels,
      ThreadTeam team) {
    this.model = model;
    this.weights = weights;
    this.settings = forModel(settings);
    this.shared = new ParallelOps(team);
    this.work = new Scratch(model);
    this.blocks = weights.blocks().newPass(model, kernels, shared, work);
    this.selection = new LayerSelection(model, shared, work, blocks);
    this.readout = new Readout(model, weights, kernels, shared);
    this.reader = weights.reader() == null ? null : new ReaderPass(model, weights, kernels, shared);
  }

  /** The pruning settings of runs that do not give their own. */
  public SimbaSettings settings() {
    return settings;
  }

  private SimbaSettings forModel(SimbaSettings pruning) {
    return pruning.forModel(model.keepSchedule(), model.keepDenseLayers());
  }

  /**
   * Reads a bundle.
   *
   * @param chunks token ids, one array a chunk, each of another stream and at least one token long
   * @param states reads and writes the streams' states, by index into {@code chunks}
   * @param outputs the requested outputs
   * @return one result per chunk, in order
   */
  public List<ChunkResult> run(List<int[]> chunks, HiddenStates states, Outputs outputs) {
    return run(chunks, states, outputs, settings);
  }

  /**
   * Reads a chunk alone.
   *
   * @param chunk token ids, at least one
   * @param state the stream's, at index 0
   * @param outputs the requested outputs
   */
  public ChunkResult run(int[] chunk, HiddenStates state, Outputs outputs) {
    return run(List.of(chunk), state, outputs).get(0);
  }

  /**
   * Reads a bundle as {@link #run(List, HiddenStates, Outputs)} does, with other pruning settings.
   */
  public List<ChunkResult> run(
      List<int[]> chunks, HiddenStates states, Outputs outputs, SimbaSettings pruning) {
    for (int[] chunk : chunks) {
      if (chunk.length == 0) {
        throw new IllegalArgumentException("a chunk is empty, expected at least one token");
      }
    }
    List<ChunkResultBuilder> progress = new ArrayList<>(chunks.size());
    for (int[] chunk : chunks) {
      requireInVocabulary(chunk);
      progress.add(new ChunkResultBuilder(chunk, model, forModel(pruning)));
    }
    BundleRows rows = reader == null ? new BundleRows(chunks) : reader.choose(chunks, states);
    work.reserve(rows.tokens());
    blocks.reserve(rows.tokens());
    if (reader == null) {
      embed(chunks, rows);
    } else {
      reader.enter(chunks, rows, states, work.residual);
      for (int chunk = 0; chunk < chunks.size(); chunk++) {
        progress.get(chunk).expectations(reader.expectations(chunk));
      }
    }
    for (int layer = 0; layer < model.layers(); layer++) {
      for (int chunk = 0; chunk < rows.chunks(); chunk++) {
        progress.get(chunk).seen(layer, rows.positions(chunk));
      }
      LayerState[] before = rows.rows() == 0 ? null : blocks.run(layer, rows, states);
      if (outputs.surprisal() && layer + 1 == model.exitLayer().orElse(-1)) {
        surprisal(chunks, rows, states, progress);
      }
      if (before != null) {
        selection.select(layer, rows, before, progress, outputs.impact());
      }
    }
    if (outputs.recall() && reader == null) {
      recall(states, progress);
    }
    top(rows, states, outputs, progress);
    return progress.stream().map(ChunkResultBuilder::result).toList();
  }

  private void surprisal(
      List<int[]> chunks, BundleRows rows, HiddenStates states, List<ChunkResultBuilder> progress) {
    if (reader == null) {
      readout.surprisal(work.residual, rows, chunks, states, progress);
    } else {
      reader.surprisal(work.residual, rows, chunks, states, progress);
    }
  }

  /** What is computed from the residuals above the last layer. */
  private void top(
      BundleRows rows, HiddenStates states, Outputs outputs, List<ChunkResultBuilder> progress) {
    if (outputs.topSurprisal() && reader == null) {
      readout.topSurprisal(work.residual, rows, states, progress);
    } else if (outputs.topSurprisal()) {
      reader.topSurprisal(work.residual, rows, states, progress);
    }
    readout.carryTop(work.residual, rows, states);
    if (outputs.lastLogits() && reader == null) {
      readout.lastLogits(work.residual, rows, progress);
    } else if (outputs.lastLogits()) {
      reader.lastLogits(work.residual, rows, states, progress);
    }
  }

  @Override
  public void close() {
    shared.close();
  }

  /** Mixes what each stream's own past predicts into its surprisal. */
  private void recall(HiddenStates states, List<ChunkResultBuilder> progress) {
    Recall recall = new Recall(model.vocabSize());
    for (int chunk = 0; chunk < progress.size(); chunk++) {
      ChunkResultBuilder current = progress.get(chunk);
      if (current.surprisal() == null) {
        current.surprisal(recall.withoutModel(current.tokens().length), 0);
      }
      states.putRecall(
          chunk, recall.mix(current.tokens(), current.surprisal(), states.recall(chunk)));
    }
  }

  private void requireInVocabulary(int[] tokens) {
    for (int token : tokens) {
      if (token < 0 || token >= model.vocabSize()) {
        throw new IllegalArgumentException(
            "token id " + token + " is outside the model's 0 … " + (model.vocabSize() - 1));
      }
    }
  }

  private void embed(List<int[]> chunks, BundleRows rows) {
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      int[] tokens = chunks.get(chunk);
      for (int i = 0; i < tokens.length; i++) {
        int to = (rows.start(chunk) + i) * model.dModel();
        weights.embedding().get(tokens[i] * model.dModel(), work.residual, to, model.dModel());
      }
    }
  }
}
