package org.simbastream.model.mamba;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.checkpoint.Weights;
import org.simbastream.model.linear.Linear;
import org.simbastream.model.linear.Products;

/**
 * All weights of a model. The embedding lies once in memory, outside the heap, and serves as the
 * tied head too.
 *
 * @param embedding (vocabSize, dModel)
 * @param blocks bottom to top
 * @param finalNorm (dModel)
 * @param head dModel to vocabSize
 * @param exitNorm (dModel): the early readout's norm; null without one
 * @param tiedHead dModel to vocabSize through the embedding, which the early readout uses; the same
 *     as {@code head} in a tied model
 */
record MambaWeights(
    FloatBuffer embedding,
    Blocks blocks,
    float[] finalNorm,
    Linear head,
    float[] exitNorm,
    Linear tiedHead)
    implements AutoCloseable {

  private static final String HEAD = "lm_head.weight";

  static MambaWeights read(Weights weights, Products products, MambaConfiguration model) {
    ByteBuffer embedding =
        weights.direct("backbone.embeddings.weight", model.vocabSize(), model.dModel());
    Blocks blocks = Blocks.read(weights, products, model);
    float[] finalNorm = weights.array("backbone.norm_f.weight", model.dModel());
    Linear tiedHead = products.shared(embedding, model.dModel(), model.vocabSize());
    boolean tied = model.tiedHead().orElse(!weights.has(HEAD));
    if (tied) {
      weights.ignore(HEAD); // some writers store the tied head a second time
    }
    Linear head =
        tied
            ? tiedHead
            : products.linear(
                weights.tensor(HEAD, model.vocabSize(), model.dModel()),
                null,
                model.dModel(),
                model.vocabSize());
    float[] exitNorm =
        model.exitLayer().isPresent()
            ? weights.array("simba.exit_norm.weight", model.dModel())
            : null;
    return new MambaWeights(embedding.asFloatBuffer(), blocks, finalNorm, head, exitNorm, tiedHead);
  }

  @Override
  public void close() {
    blocks.close();
    head.close();
    tiedHead.close();
  }
}
