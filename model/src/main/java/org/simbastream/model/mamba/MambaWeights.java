package org.simbastream.model.mamba;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.simbastream.kernels.memory.FloatSource;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.checkpoint.Weights;
import org.simbastream.model.linear.Linear;
import org.simbastream.model.linear.Products;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All weights of a model. The embedding is in memory once, outside the heap, and also serves as the
 * tied head.
 *
 * @param embedding (vocabSize, dModel)
 * @param blocks bottom to top
 * @param finalNorm (dModel)
 * @param head dModel to vocabSize
 * @param exitNorm (dModel): the early readout's norm; null without one
 * @param tiedHead dModel to vocabSize through the embedding, which the early readout uses; the same
 *     as {@code head} in a tied model
 * @param reader what a reader has besides; null for a model that reads every token
 */
record MambaWeights(
    FloatBuffer embedding,
    Blocks blocks,
    float[] finalNorm,
    Linear head,
    float[] exitNorm,
    Linear tiedHead,
    ReaderWeights reader)
    implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MambaWeights.class);
  private static final String HEAD = "lm_head.weight";

  /**
   * Requests every tensor as {@link #read} does.
   *
   * @param weights that are only checked
   */
  static void check(Weights weights, MambaConfiguration model) {
    read(weights, null, model);
  }

  static MambaWeights read(Weights weights, Products products, MambaConfiguration model) {
    ByteBuffer embedding =
        weights.direct("backbone.embeddings.weight", model.vocabSize(), model.dModel());
    Blocks blocks = Blocks.read(weights, products, model);
    float[] finalNorm = weights.array("backbone.norm_f.weight", model.dModel());
    Linear tiedHead =
        weights.isCheckOnly()
            ? null
            : products.shared(embedding, model.dModel(), model.vocabSize());
    Linear head =
        isTied(weights, embedding, model)
            ? tiedHead
            : new TensorReader(weights, products)
                .linear("lm_head", false, model.dModel(), model.vocabSize());
    float[] exitNorm =
        model.exitLayer().isPresent()
            ? weights.array("simba.exit_norm.weight", model.dModel())
            : null;
    ReaderWeights reader =
        model.readerThreshold().isPresent()
            ? ReaderWeights.read(weights, products, model, exitNorm, finalNorm)
            : null;
    return new MambaWeights(
        embedding.asFloatBuffer(), blocks, finalNorm, head, exitNorm, tiedHead, reader);
  }

  /**
   * Whether the embedding is the head. A checkpoint that declares a tied head but stores another
   * one is read with the stored head, if that can be read, as Hugging Face's transformers do since
   * version 5.
   */
  private static boolean isTied(Weights weights, ByteBuffer embedding, MambaConfiguration model) {
    if (!weights.has(HEAD)) {
      return model.tiedHead().orElse(true);
    }
    if (!model.tiedHead().orElse(false)) {
      return false;
    }
    try {
      FloatSource head = weights.tensor(HEAD, model.vocabSize(), model.dModel());
      if (weights.isCheckOnly() || isSame(head, embedding)) {
        return true; // some writers store the tied head a second time
      }
    } catch (CheckpointException e) {
      LOG.warn(
          "{}; it is ignored, because tie_word_embeddings in {} is true: the embedding serves as"
              + " the head",
          e.getMessage(),
          MambaConfiguration.FILE);
      return true;
    }
    LOG.warn(
        "{} stores {}, which is not the embedding, although tie_word_embeddings in its {} is true:"
            + " the stored head is used; set tie_word_embeddings to false if that is right, else"
            + " remove the tensor",
        weights.fileOf(HEAD),
        HEAD,
        MambaConfiguration.FILE);
    return false;
  }

  private static boolean isSame(FloatSource tensor, ByteBuffer embedding) {
    FloatBuffer expected = embedding.duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
    AtomicBoolean same = new AtomicBoolean(true);
    tensor.readInto(
        (values, length) -> {
          for (int i = 0; i < length; i++) {
            if (values[i] != expected.get()) {
              same.set(false);
            }
          }
        });
    return same.get();
  }

  @Override
  public void close() {
    blocks.close();
    head.close();
    tiedHead.close();
    if (reader != null) {
      reader.close();
    }
  }
}
