package org.simbastream.model.mamba;

import java.util.List;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.checkpoint.Weights;
import org.simbastream.model.linear.Linear;
import org.simbastream.model.linear.Products;
import org.simbastream.model.recall.Gate;
import org.simbastream.model.recall.TokenKinds;

/**
 * The tensors of a model that reads only what its stream did not surely expect ({@code
 * simba.reader.*}).
 *
 * @param gate decides what is read; null where weights are only checked
 * @param between (GAPS, dModel): what stands for how many tokens were skipped
 * @param traceIn dModel to dModel: the skipped tokens' trace, into a read token's entry
 * @param sureIn dModel to dModel: what had been expected in its place, into its entry
 * @param traceOut dModel to dModel: the trace, into its prediction
 * @param candidatesOut dModel to dModel: the sources' candidates, into its prediction
 * @param certainty (SOURCES, LEVELS, dModel): a candidate's weight by its source and level
 * @param early the readout at the exit layer
 * @param top the readout above the last layer
 */
record ReaderWeights(
    Gate gate,
    float[] between,
    Linear traceIn,
    Linear sureIn,
    Linear traceOut,
    Linear candidatesOut,
    float[] certainty,
    Prediction early,
    Prediction top)
    implements AutoCloseable {

  /** The number of rows of {@code between}: 0, 1, 2 to 3, 4 to 7, … 32 to 63, and more tokens. */
  static final int GAPS = 8;

  private static final String PREFIX = "simba.reader.";

  /**
   * From a residual and what is known of the next read token to its logits.
   *
   * @param queryNorm (dModel)
   * @param up dModel to 2 dModel
   * @param down 2 dModel to dModel
   * @param norm (dModel): before the head
   * @param copy (SOURCES, dModel): what a candidate's logit gains, from the normed row
   * @param copyLevel (SOURCES, LEVELS): and from its level
   * @param copyOdds (SOURCES): and from the logarithm of its odds
   */
  record Prediction(
      float[] queryNorm,
      Linear up,
      Linear down,
      float[] norm,
      float[] copy,
      float[] copyLevel,
      float[] copyOdds) {

    private static Prediction read(TensorReader tensors, String name, float[] norm, int dModel) {
      return new Prediction(
          tensors.array(PREFIX + name + ".query_norm.weight", dModel),
          tensors.linear(PREFIX + name + ".up", false, dModel, 2 * dModel),
          tensors.linear(PREFIX + name + ".down", false, 2 * dModel, dModel),
          norm,
          tensors.array(PREFIX + name + ".copy", Gate.SOURCES, dModel),
          tensors.array(PREFIX + name + ".copy_level", Gate.SOURCES, Gate.LEVELS),
          tensors.array(PREFIX + name + ".copy_odds", Gate.SOURCES));
    }
  }

  /**
   * Reads them.
   *
   * @param earlyNorm (dModel): before the head at the exit layer
   * @param topNorm (dModel): before the head above the last layer
   * @throws CheckpointException if one is missing or malformed
   */
  static ReaderWeights read(
      Weights weights,
      Products products,
      MambaConfiguration model,
      float[] earlyNorm,
      float[] topNorm) {
    int dModel = model.dModel();
    TensorReader tensors = new TensorReader(weights, products);
    return new ReaderWeights(
        gate(weights, model),
        tensors.array(PREFIX + "between.weight", GAPS, dModel),
        tensors.linear(PREFIX + "trace_in", false, dModel, dModel),
        tensors.linear(PREFIX + "sure_in", false, dModel, dModel),
        tensors.linear(PREFIX + "trace_out", false, dModel, dModel),
        tensors.linear(PREFIX + "candidates_out", false, dModel, dModel),
        tensors.array(PREFIX + "certainty", Gate.SOURCES, Gate.LEVELS, dModel),
        Prediction.read(tensors, "early", earlyNorm, dModel),
        Prediction.read(tensors, "top", topNorm, dModel));
  }

  private static Gate gate(Weights weights, MambaConfiguration model) {
    float[] kinds = weights.array(PREFIX + "kinds", model.vocabSize());
    float[] trust = weights.array(PREFIX + "trust", Gate.SIGNATURES);
    if (weights.isCheckOnly()) {
      return null;
    }
    try {
      return new Gate(new TokenKinds(kinds), trust, model.readerThreshold().orElseThrow());
    } catch (IllegalArgumentException e) {
      throw new CheckpointException(
          weights.fileOf(PREFIX + "kinds") + ": the reader's gate can't be made: " + e.getMessage(),
          e);
    }
  }

  @Override
  public void close() {
    for (Linear linear :
        List.of(traceIn, sureIn, traceOut, candidatesOut, early.up, early.down, top.up, top.down)) {
      linear.close();
    }
  }
}
