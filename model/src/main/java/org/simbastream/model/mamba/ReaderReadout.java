package org.simbastream.model.mamba;

import org.simbastream.kernels.Kernels;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.linear.Linear;
import org.simbastream.model.linear.Linear.Rows;
import org.simbastream.model.recall.Expectations;
import org.simbastream.model.recall.Gate;

/**
 * Predicts read tokens: from the residual of the read token before, what was skipped since, and
 * what the gate's sources expect. What was surely expected and did not come is excluded.
 */
final class ReaderReadout {

  /** Rows predicted at once, so that logits never take more than (SLAB, vocabSize). */
  private static final int SLAB = 256;

  /** The logit of a token that is excluded. */
  private static final float EXCLUDED = -1e9f;

  private final MambaConfiguration model;
  private final Kernels kernels;
  private final ParallelOps shared;
  private final Linear head; // dModel to vocabSize: the embedding
  private final float[] rows; // (SLAB, dModel): residual and query
  private final float[] normed; // (SLAB, dModel)
  private final float[] wide; // (SLAB, 2 dModel)
  private final float[] narrow; // (SLAB, dModel)
  private final int[] targets = new int[SLAB];
  private final Expectations[] known = new Expectations[SLAB];
  private final int[] places = new int[SLAB]; // of a row's token in its chunk
  private final float[][] sinks = new float[SLAB][];
  private final float[][] expectedSinks = new float[SLAB][]; // null where nobody asks
  private float[] logits = {}; // (SLAB, vocabSize), allocated at first use
  private int filled;

  ReaderReadout(
      MambaConfiguration model, MambaWeights weights, Kernels kernels, ParallelOps shared) {
    this.model = model;
    this.kernels = kernels;
    this.shared = shared;
    this.head = weights.tiedHead();
    this.rows = new float[SLAB * model.dModel()];
    this.normed = new float[rows.length];
    this.wide = new float[2 * rows.length];
    this.narrow = new float[rows.length];
  }

  /**
   * Adds a token to be predicted; its surprisal is added to {@code sink[place]}, and to {@code
   * expectedSink[place]} the surprisal that was to be expected of it: the prediction's entropy, by
   * the share of the model in the prediction. Both at the latest by {@link #flush}.
   *
   * @param residual holds the residual of the read token before, from {@code at} on
   * @param queries holds what is known besides, from {@code queryAt} on
   * @param expected what the gate expected of the chunk
   * @param place the token's place in its chunk
   */
  void add(
      ReaderWeights.Prediction weights,
      float[] residual,
      int at,
      float[] queries,
      int queryAt,
      Expectations expected,
      int place,
      int target,
      float[] sink,
      float[] expectedSink) {
    int row = filled * model.dModel();
    for (int i = 0; i < model.dModel(); i++) {
      rows[row + i] = residual[at + i] + queries[queryAt + i];
    }
    targets[filled] = target;
    known[filled] = expected;
    places[filled] = place;
    sinks[filled] = sink;
    expectedSinks[filled] = expectedSink;
    if (++filled == SLAB) {
      flush(weights);
    }
  }

  /** Predicts what was added since. */
  void flush(ReaderWeights.Prediction weights) {
    if (filled == 0) {
      return;
    }
    predict(weights);
    shared.divide(
        filled,
        (member, from, to) -> {
          for (int row = from; row < to; row++) {
            int at = row * model.vocabSize();
            expect(weights, row, at);
            float logSum = kernels.logSumExp(logits, at, model.vocabSize());
            sinks[row][places[row]] += logSum - logits[at + targets[row]];
            if (expectedSinks[row] != null) {
              double entropy = kernels.entropy(logits, at, model.vocabSize(), logSum);
              expectedSinks[row][places[row]] += known[row].shareAsked(places[row]) * entropy;
            }
          }
        });
    filled = 0;
  }

  /** Logits of the rows, without what is added for what was expected. */
  private void predict(ReaderWeights.Prediction weights) {
    if (logits.length == 0) {
      logits = new float[Math.multiplyExact(SLAB, model.vocabSize())];
    }
    int dModel = model.dModel();
    norm(weights.queryNorm());
    shared.multiply(weights.up(), new Rows(normed, 0, dModel), filled, wide);
    kernels.silu(wide, 0, filled * 2 * dModel);
    shared.multiply(weights.down(), new Rows(wide, 0, 2 * dModel), filled, narrow);
    for (int i = 0; i < filled * dModel; i++) {
      rows[i] += narrow[i];
    }
    norm(weights.norm());
    shared.multiply(head, new Rows(normed, 0, dModel), filled, logits);
  }

  /**
   * Log-probabilities (vocabSize) of the next token, the gate's share included.
   *
   * @param residual (dModel): of the last token that was read
   * @param query (dModel)
   * @param next what the gate expects, as of a chunk of one token
   */
  float[] distribution(
      ReaderWeights.Prediction weights, float[] residual, float[] query, Expectations next) {
    int nobody = -1; // no token is known to have come, so that what is sure counts as refuted
    float[] result = new float[model.vocabSize()];
    System.arraycopy(residual, 0, rows, 0, model.dModel());
    for (int i = 0; i < model.dModel(); i++) {
      rows[i] += query[i];
    }
    targets[0] = nobody;
    known[0] = next;
    places[0] = 0;
    filled = 1;
    predict(weights);
    filled = 0;
    expect(weights, 0, 0);
    int sure = next.sure()[0];
    double rest = sure < 0 ? 0 : next.cost(0, nobody);
    double sum = kernels.logSumExp(logits, 0, model.vocabSize());
    for (int token = 0; token < result.length; token++) {
      result[token] = (float) (logits[token] - sum - rest);
    }
    if (sure >= 0) {
      result[sure] = (float) -next.cost(0, sure);
    }
    return result;
  }

  private void norm(float[] weight) {
    for (int row = 0; row < filled; row++) {
      int at = row * model.dModel();
      kernels.rmsNorm(rows, at, weight, model.normEpsilon(), normed, at);
    }
  }

  /** Adds to the logits of what was expected. */
  private void expect(ReaderWeights.Prediction weights, int row, int at) {
    Expectations expected = known[row];
    for (int source = 0; source < Gate.SOURCES; source++) {
      int entry = places[row] * Gate.SOURCES + source;
      if (expected.candidates()[entry] >= 0) {
        float gain = weights.copyLevel()[source * Gate.LEVELS + expected.levels()[entry]];
        gain += weights.copyOdds()[source] * expected.logOdds(entry);
        int copy = source * model.dModel();
        for (int i = 0; i < model.dModel(); i++) {
          gain += weights.copy()[copy + i] * normed[row * model.dModel() + i];
        }
        logits[at + expected.candidates()[entry]] += gain;
      }
    }
    if (expected.isRefuted(places[row], targets[row])) {
      logits[at + expected.sure()[places[row]]] = EXCLUDED;
    }
  }
}
