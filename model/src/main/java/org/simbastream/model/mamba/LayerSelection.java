package org.simbastream.model.mamba;

import java.util.List;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.simba.LayerActivations;
import org.simbastream.model.simba.TokenSelector;

/** Selects the tokens of each chunk that the next layer reads. */
final class LayerSelection {

  private final MambaConfiguration model;
  private final ParallelOps shared;
  private final Scratch work;
  private final BlockPass blocks;

  LayerSelection(MambaConfiguration model, ParallelOps shared, Scratch work, BlockPass blocks) {
    this.model = model;
    this.shared = shared;
    this.work = work;
    this.blocks = blocks;
  }

  /**
   * Scores the tokens of each chunk and keeps the best for the next layer. If a schedule rises, the
   * skipped tokens with the greatest scores return.
   *
   * @param before by chunk: the layer's state before
   */
  void select(
      int layer,
      BundleRows rows,
      LayerState[] before,
      List<ChunkResultBuilder> progress,
      boolean wanted) {
    int[] starts = rows.firstRows();
    shared.divideChunks(
        rows.chunks(),
        (member, from, to) -> {
          for (int chunk = from; chunk < to; chunk++) {
            int[] positions = rows.positions(chunk);
            ChunkResultBuilder current = progress.get(chunk);
            if (positions.length == 0) {
              continue; // a reader read nothing of it
            }
            int keep = keep(layer, positions.length, current);
            if (wanted || keep < positions.length) {
              LayerActivations activations =
                  new LayerActivations(
                      blocks.recurrence(
                          layer,
                          starts[chunk],
                          positions.length,
                          before[chunk],
                          shared.kernelMemory(member)),
                      starts[chunk],
                      current.tokens(),
                      positions,
                      work.output,
                      model.dModel());
              rows.keep(chunk, kept(layer, activations, current, keep));
            }
            if (keep > positions.length) {
              int[] places = TokenSelector.readmit(positions, current.latestScores(), keep);
              rows.place(chunk, places);
            }
          }
        });
  }

  /** How many of a chunk's n tokens at a layer, or more, the next one is given, by all read. */
  private int keep(int layer, int n, ChunkResultBuilder progress) {
    boolean top = layer + 1 == model.layers();
    return top ? n : progress.pruning().keepCount(layer + 1, model.layers(), progress.read());
  }

  private static int[] kept(
      int layer, LayerActivations activations, ChunkResultBuilder progress, int keep) {
    int n = activations.positions().length;
    float[] scores = new float[n];
    progress.pruning().criterion().score(activations, progress.pruning(), scores);
    progress.scored(layer, scores);
    return TokenSelector.select(activations.positions(), scores, Math.min(keep, n));
  }
}
