package org.simbastream.evaluation.quality;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.simbastream.model.mamba.BundleMemory;
import org.simbastream.model.mamba.ChunkResult;
import org.simbastream.model.mamba.ForwardPass;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.mamba.OpCounts;
import org.simbastream.model.mamba.Outputs;
import org.simbastream.model.mamba.StatePrecision;
import org.simbastream.model.simba.SimbaSettings;

/**
 * Reads stretches: context and gaps with given pruning and chunks, state carried, and what follows
 * densely on a fork. So a variant is measured by the state that it leaves, and every following
 * token is predicted.
 */
final class StretchReader implements AutoCloseable {

  /** Stretches that share a forward pass. */
  private static final int BUNDLE = 16;

  private static final Outputs TOP = new Outputs(false, false, true, false, false);

  private final MambaModel model;
  private final StatePrecision precision;
  private final ForwardPass dense;

  StretchReader(MambaModel model) {
    this(model, StatePrecision.FLOAT32);
  }

  /** A reader that keeps states between chunks in this precision. */
  StretchReader(MambaModel model, StatePrecision precision) {
    this.model = model;
    this.precision = precision;
    this.dense = model.newForwardPass(SimbaSettings.DENSE);
  }

  /**
   * Reads every stretch.
   *
   * @param settings how context and gaps are pruned
   * @param chunkTokens how they are cut
   */
  Likelihoods read(List<Stretch> stretches, SimbaSettings settings, int chunkTokens) {
    double[][] surprisal = new double[Stretch.GAPS.length][stretches.size()];
    OpCounts work = OpCounts.none(model.configuration().layers());
    try (ForwardPass pass = model.newForwardPass(settings)) {
      for (int at = 0; at < stretches.size(); at += BUNDLE) {
        List<Stretch> bundle = stretches.subList(at, Math.min(at + BUNDLE, stretches.size()));
        BundleMemory memory = start(bundle);
        int read = 0;
        for (int gap = 0; gap < Stretch.GAPS.length; gap++) {
          int to = Stretch.CONTEXT + Stretch.GAPS[gap];
          for (; read < to; read += Math.min(chunkTokens, to - read)) {
            List<int[]> chunks = cut(bundle, read, Math.min(read + chunkTokens, to));
            for (ChunkResult result : pass.run(chunks, memory, Outputs.NONE)) {
              work = work.plus(result.work());
            }
          }
          System.arraycopy(following(bundle, memory, to), 0, surprisal[gap], at, bundle.size());
        }
      }
    }
    return new Likelihoods(surprisal, work);
  }

  /** The same without any context: the stream begins with the gap's end. */
  Likelihoods readWithoutContext(List<Stretch> stretches) {
    double[][] surprisal = new double[Stretch.GAPS.length][stretches.size()];
    for (int gap = 0; gap < Stretch.GAPS.length; gap++) {
      int to = Stretch.CONTEXT + Stretch.GAPS[gap];
      for (int at = 0; at < stretches.size(); at += BUNDLE) {
        List<Stretch> bundle = stretches.subList(at, Math.min(at + BUNDLE, stretches.size()));
        BundleMemory memory = start(bundle);
        dense.run(cut(bundle, 0, 1), memory, Outputs.NONE);
        System.arraycopy(following(bundle, memory, to), 0, surprisal[gap], at, bundle.size());
      }
    }
    return new Likelihoods(surprisal, OpCounts.none(model.configuration().layers()));
  }

  /** By stretch: mean nats of the tokens from a place on, read densely on a fork. */
  private double[] following(List<Stretch> bundle, BundleMemory memory, int from) {
    List<int[]> targets = cut(bundle, from, from + Stretch.TARGETS);
    List<ChunkResult> results = dense.run(targets, memory.fork(), TOP);
    return results.stream().mapToDouble(result -> mean(result.topSurprisal())).toArray();
  }

  private BundleMemory start(List<Stretch> bundle) {
    return BundleMemory.start(bundle.size(), model.configuration().layers(), precision);
  }

  /** The tokens of each stretch from a place on, before another. */
  static List<int[]> cut(List<Stretch> bundle, int from, int to) {
    return bundle.stream().map(s -> Arrays.copyOfRange(s.tokens(), from, to)).toList();
  }

  private static double mean(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  @Override
  public void close() {
    dense.close();
  }
}
