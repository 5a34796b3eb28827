package org.simbastream.benchmarks.llama;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.simbastream.kernels.memory.FloatSource;
import org.simbastream.model.checkpoint.Architecture;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.checkpoint.Weights;

/**
 * Writes a checkpoint as a GGUF file that llama.cpp loads, all in float32.
 *
 * <p>The file is for speed and for comparing logits, not for reading text: whatever tokenizer the
 * checkpoint has is left out, and its token ids are the bytes and made-up words instead. The early
 * readout, which llama.cpp does not know, is left out too.
 */
public final class GgufExport {

  private static final String HEAD = "lm_head.weight";
  private static final int ENDLESS = 1 << 20; // tokens of context; a Mamba has no limit
  private static final int END = 0; // the token that ends a text, which no prompt holds

  private final MambaConfiguration model;
  private final Weights weights;
  private final GgufFile file = new GgufFile();

  private GgufExport(MambaConfiguration model, Weights weights) {
    this.model = model;
    this.weights = weights;
  }

  /**
   * Writes the file; one that is there is replaced.
   *
   * @throws CheckpointException if the checkpoint can't be used
   * @throws IllegalArgumentException if llama.cpp could not load it: it has biases in its
   *     projections, an inner width other than twice the outer one, or fewer tokens than bytes
   */
  public static void write(Checkpoint checkpoint, Path file) throws IOException {
    requireSupported(checkpoint);
    try {
      checkpoint.readWeights(
          weights -> {
            new GgufExport(checkpoint.configuration(), weights).write(file);
            return null;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void requireSupported(Checkpoint checkpoint) {
    MambaConfiguration model = checkpoint.configuration();
    if (model.architecture() != Architecture.MAMBA) {
      throw unsupported(checkpoint, "it is " + model.architecture().title() + ", expected Mamba-1");
    }
    if (model.useBias()) {
      throw unsupported(checkpoint, "use_bias is true, expected false");
    }
    if (model.dInner() != 2 * model.dModel()) {
      throw unsupported(
          checkpoint,
          "intermediate_size is " + model.dInner() + ", expected " + 2 * model.dModel());
    }
    if (model.vocabSize() < ByteVocabulary.BYTES) {
      throw unsupported(
          checkpoint, "vocab_size is " + model.vocabSize() + ", expected at least 256, the bytes");
    }
  }

  private static IllegalArgumentException unsupported(Checkpoint checkpoint, String why) {
    return new IllegalArgumentException(
        "llama.cpp can't run " + checkpoint.directory() + ": " + why);
  }

  private void write(Path path) {
    shape();
    vocabulary();
    tensors();
    try {
      file.write(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void shape() {
    file.text("general.architecture", "mamba");
    file.text("general.name", "simba");
    file.number("general.file_type", 0); // all in float32
    file.number("mamba.context_length", ENDLESS);
    file.number("mamba.embedding_length", model.dModel());
    file.number("mamba.feed_forward_length", 0);
    file.number("mamba.attention.head_count", 0);
    file.number("mamba.block_count", model.layers());
    file.number("mamba.ssm.conv_kernel", model.dConv());
    file.number("mamba.ssm.inner_size", model.dInner());
    file.number("mamba.ssm.state_size", model.dState());
    file.number("mamba.ssm.time_step_rank", model.dtRank());
    file.fraction("mamba.attention.layer_norm_rms_epsilon", model.normEpsilon());
  }

  private void vocabulary() {
    file.text("tokenizer.ggml.model", "gpt2");
    file.text("tokenizer.ggml.pre", "gpt-2");
    file.texts("tokenizer.ggml.tokens", ByteVocabulary.texts(model.vocabSize()));
    file.texts("tokenizer.ggml.merges", List.of()); // must be there
    file.flag("tokenizer.ggml.add_bos_token", false);
    // Else llama.cpp takes token 11, as GPT-2's own vocabulary has it.
    file.number("tokenizer.ggml.bos_token_id", END);
    file.number("tokenizer.ggml.eos_token_id", END);
  }

  private void tensors() {
    int dModel = model.dModel();
    int vocabSize = model.vocabSize();
    matrix("token_embd.weight", "backbone.embeddings.weight", vocabSize, dModel);
    vector("output_norm.weight", "backbone.norm_f.weight", dModel);
    if (!model.tiedHead().orElse(!weights.has(HEAD))) {
      matrix("output.weight", HEAD, vocabSize, dModel);
    }
    for (int layer = 0; layer < model.layers(); layer++) {
      block("blk." + layer + ".", "backbone.layers." + layer + ".");
    }
    // Known and not needed: a tied head that was stored a second time, the early readout.
    weights.ignore(HEAD);
    weights.ignore("simba.exit_norm.weight");
  }

  private void block(String to, String from) {
    int dModel = model.dModel();
    int dInner = model.dInner();
    int dState = model.dState();
    int dtRank = model.dtRank();
    String mixer = from + "mixer.";
    vector(to + "attn_norm.weight", from + "norm.weight", dModel);
    matrix(to + "ssm_in.weight", mixer + "in_proj.weight", 2 * dInner, dModel);
    FloatSource taps = weights.tensor(mixer + "conv1d.weight", dInner, 1, model.dConv());
    file.tensor(to + "ssm_conv1d.weight", taps, model.dConv(), dInner);
    file.tensor(
        to + "ssm_conv1d.bias",
        model.useConvBias() ? weights.tensor(mixer + "conv1d.bias", dInner) : zeros(dInner),
        dInner);
    matrix(to + "ssm_x.weight", mixer + "x_proj.weight", dtRank + 2 * dState, dInner);
    matrix(to + "ssm_dt.weight", mixer + "dt_proj.weight", dInner, dtRank);
    vector(to + "ssm_dt.bias", mixer + "dt_proj.bias", dInner);
    FloatSource decays = decays(weights.tensor(mixer + "A_log", dInner, dState));
    file.tensor(to + "ssm_a", decays, dState, dInner);
    vector(to + "ssm_d", mixer + "D", dInner);
    matrix(to + "ssm_out.weight", mixer + "out_proj.weight", dModel, dInner);
  }

  private void vector(String to, String from, int length) {
    file.tensor(to, weights.tensor(from, length), length);
  }

  private void matrix(String to, String from, int rows, int columns) {
    file.tensor(to, weights.tensor(from, rows, columns), columns, rows);
  }

  private static FloatSource zeros(int length) {
    return sink -> sink.take(new float[length], length);
  }

  /** {@code -exp(A_log)}, which the file holds ready. */
  private static FloatSource decays(FloatSource logarithms) {
    return sink ->
        logarithms.readInto(
            (values, length) -> {
              float[] decays = new float[length];
              for (int i = 0; i < length; i++) {
                decays[i] = (float) -Math.exp(values[i]);
              }
              sink.take(decays, length);
            });
  }
}
