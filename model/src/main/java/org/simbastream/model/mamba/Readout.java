package org.simbastream.model.mamba;

import java.util.Arrays;
import java.util.List;
import org.simbastream.kernels.Kernels;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.linear.Linear;
import org.simbastream.model.linear.Linear.Rows;

/**
 * Computes token predictions from the residual stream: the early readout below the pruned layers,
 * and the head above them.
 *
 * <p>A token that was pruned before the exit layer is read out with the residual stream it has: its
 * skip connection carries it up, as if every block above it had added zero.
 */
final class Readout {

  /** Rows read out at once, so that logits never take more than (SLAB, vocabSize). */
  private static final int SLAB = 256;

  private final MambaConfiguration model;
  private final Kernels kernels;
  private final ParallelOps shared;
  private final Words exit;
  private final Words top;
  private final float[] normed; // (SLAB, dModel)
  private final int[] targets = new int[SLAB];
  private final float[][] sinks = new float[SLAB][];
  private final int[] sinkIndices = new int[SLAB];
  private float[] logits = {}; // (SLAB, vocabSize), allocated at first use
  private int filled;

  /** A norm (dModel) and what comes after it: dModel to vocabSize. */
  private record Words(float[] norm, Linear head) {}

  Readout(MambaConfiguration model, MambaWeights weights, Kernels kernels, ParallelOps shared) {
    this.model = model;
    this.kernels = kernels;
    this.shared = shared;
    this.exit = new Words(weights.exitNorm(), weights.tiedHead());
    this.top = new Words(weights.finalNorm(), weights.head());
    this.normed = new float[SLAB * model.dModel()];
  }

  /** Surprisal of every token from the token before it, which may lie in the chunk before. */
  void surprisal(
      float[] residual,
      BundleRows rows,
      List<int[]> chunks,
      HiddenStates states,
      List<ChunkResultBuilder> progress) {
    int dModel = model.dModel();
    for (int chunk = 0; chunk < chunks.size(); chunk++) {
      int[] tokens = chunks.get(chunk);
      float[] result = new float[tokens.length]; // (n)
      float[] before = states.exitResidual(chunk);
      if (before == null) {
        result[0] = Float.NaN;
      } else {
        add(before, 0, exit, tokens[0], result, 0);
      }
      int start = rows.start(chunk) * dModel;
      for (int i = 1; i < tokens.length; i++) {
        add(residual, start + (i - 1) * dModel, exit, tokens[i], result, i);
      }
      progress.get(chunk).surprisal(result, before == null ? tokens.length - 1 : tokens.length);
      int last = start + (tokens.length - 1) * dModel;
      states.putExitResidual(chunk, Arrays.copyOfRange(residual, last, last + dModel));
    }
    flush(exit);
  }

  /** Surprisal, from the head, of every token whose predecessor reached the top. */
  void topSurprisal(
      float[] residual, BundleRows rows, HiddenStates states, List<ChunkResultBuilder> progress) {
    int dModel = model.dModel();
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      int[] tokens = progress.get(chunk).tokens();
      float[] result = new float[tokens.length]; // (n)
      Arrays.fill(result, Float.NaN);
      int read = 0;
      float[] before = states.topResidual(chunk);
      if (before != null) {
        add(before, 0, top, tokens[0], result, 0);
        read++;
      }
      for (int position : rows.positions(chunk)) {
        if (position + 1 < tokens.length) {
          int at = (rows.start(chunk) + position) * dModel;
          add(residual, at, top, tokens[position + 1], result, position + 1);
          read++;
        }
      }
      progress.get(chunk).topSurprisal(result, read);
    }
    flush(top);
  }

  /**
   * Stores the residuals from which the first top surprisal of the streams' next chunks is
   * computed.
   */
  void carryTop(float[] residual, BundleRows rows, HiddenStates states) {
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      int[] positions = rows.positions(chunk);
      if (positions.length == 0) {
        continue; // a reader read nothing of it
      }
      int last = (rows.start(chunk) + positions[positions.length - 1]) * model.dModel();
      states.putTopResidual(chunk, Arrays.copyOfRange(residual, last, last + model.dModel()));
    }
  }

  /** Logits after the last token of each chunk. */
  void lastLogits(float[] residual, BundleRows rows, List<ChunkResultBuilder> progress) {
    int dModel = model.dModel();
    int vocabSize = model.vocabSize();
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      int last = rows.start(chunk) + progress.get(chunk).tokens().length - 1;
      kernels.rmsNorm(residual, last * dModel, top.norm(), model.normEpsilon(), normed, 0);
      float[] result = new float[vocabSize];
      shared.multiply(top.head(), new Rows(normed, 0, dModel), 1, result);
      progress.get(chunk).lastLogits(result);
    }
  }

  private void add(float[] residual, int at, Words words, int target, float[] sink, int index) {
    kernels.rmsNorm(
        residual, at, words.norm(), model.normEpsilon(), normed, filled * model.dModel());
    targets[filled] = target;
    sinks[filled] = sink;
    sinkIndices[filled] = index;
    if (++filled == SLAB) {
      flush(words);
    }
  }

  private void flush(Words words) {
    if (logits.length == 0) {
      logits = new float[Math.multiplyExact(SLAB, model.vocabSize())];
    }
    int vocabSize = model.vocabSize();
    shared.multiply(words.head(), new Rows(normed, 0, model.dModel()), filled, logits);
    shared.divide(
        filled,
        (member, from, to) -> {
          for (int row = from; row < to; row++) {
            int at = row * vocabSize;
            float surprisal = kernels.logSumExp(logits, at, vocabSize) - logits[at + targets[row]];
            sinks[row][sinkIndices[row]] = surprisal;
          }
        });
    filled = 0;
  }
}
