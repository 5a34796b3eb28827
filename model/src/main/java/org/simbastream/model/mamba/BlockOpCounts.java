package org.simbastream.model.mamba;

import org.simbastream.model.checkpoint.HeadShape;
import org.simbastream.model.checkpoint.MambaConfiguration;

/**
 * Multiply-adds of one token at one layer.
 *
 * @param token those of the block
 * @param scoring those of Simba's impact
 */
record BlockOpCounts(long token, long scoring) {

  static BlockOpCounts of(MambaConfiguration model) {
    return model.heads().map(heads -> ofHeads(model, heads)).orElseGet(() -> ofChannels(model));
  }

  private static BlockOpCounts ofChannels(MambaConfiguration model) {
    long dInner = model.dInner();
    long scan = 3 * dInner * model.dState();
    long projections =
        3L * model.dModel() * dInner + dInner * (2L * model.dtRank() + 2L * model.dState());
    return new BlockOpCounts(projections + dInner * model.dConv() + scan + dInner, scan);
  }

  /** The scan has no exponentials, and impact is a product of sums: see {@code HeadKernels}. */
  private static BlockOpCounts ofHeads(MambaConfiguration model, HeadShape heads) {
    long dInner = model.dInner();
    long channels = model.convChannels();
    long projections = model.dModel() * (2 * dInner + channels + heads.heads());
    long scan = 3 * dInner * model.dState();
    long scoring = (long) heads.groups() * model.dState() + dInner;
    return new BlockOpCounts(projections + channels * model.dConv() + scan + 2 * dInner, scoring);
  }
}
