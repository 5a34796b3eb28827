package org.simbastream.model.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.simbastream.annotation.PublicApi;
import org.simbastream.model.simba.KeepSchedule;

/**
 * The shape of a model, as its {@code config.json} gives it.
 *
 * @param architecture the architecture of its blocks ({@code model_type})
 * @param vocabSize words the embedding holds ({@code vocab_size})
 * @param dModel width of the residual stream ({@code hidden_size})
 * @param dInner width inside a block ({@code intermediate_size}, else expand times dModel)
 * @param dState hidden states per channel ({@code state_size})
 * @param dConv taps of the causal convolution ({@code conv_kernel})
 * @param dtRank rank of the time-step projection ({@code time_step_rank}); 0 in Mamba-2, which has
 *     none
 * @param layers number of blocks ({@code num_hidden_layers})
 * @param normEpsilon added to the mean square in every RMS norm ({@code layer_norm_epsilon})
 * @param useBias whether in_proj and out_proj have biases ({@code use_bias})
 * @param useConvBias whether the convolution has one ({@code use_conv_bias})
 * @param tiedHead the value of {@code tie_word_embeddings}; empty if it is missing
 * @param bosTokenId the token every stream begins with ({@code bos_token_id}), if there is one
 * @param eosTokenIds the tokens that end generation ({@code eos_token_id}, one or a list); empty if
 *     there is none
 * @param exitLayer the early readout's layer count E ({@code simba_exit_layer}), if there is one
 * @param mixerNormEpsilon added to the mean square in FalconMamba's norms of B, C and the raw time
 *     step ({@code mixer_rms_eps}); 0 in the others
 * @param heads Mamba-2's heads; empty in the others
 * @param readerThreshold of a model that reads only what its stream did not surely expect: the
 *     trust from which on a token is surely expected, in 65,536ths ({@code simba_reader_threshold},
 *     0 to 1); empty for one that reads every token
 * @param keepSchedule how the share of kept tokens falls from layer to layer where options don't
 *     say ({@code simba_keep_schedule}); the paper's if the field is missing
 * @param keepDenseLayers how many layers, from the first, read every token by that schedule ({@code
 *     simba_keep_dense_layers}); 0 if it is missing
 */
@PublicApi
public record MambaConfiguration(
    Architecture architecture,
    int vocabSize,
    int dModel,
    int dInner,
    int dState,
    int dConv,
    int dtRank,
    int layers,
    float normEpsilon,
    boolean useBias,
    boolean useConvBias,
    Optional<Boolean> tiedHead,
    OptionalInt bosTokenId,
    List<Integer> eosTokenIds,
    OptionalInt exitLayer,
    float mixerNormEpsilon,
    Optional<HeadShape> heads,
    OptionalInt readerThreshold,
    KeepSchedule keepSchedule,
    int keepDenseLayers) {

  /** The file's name inside a checkpoint's directory. */
  public static final String FILE = "config.json";

  private static final long MAX_FILE_BYTES = 1 << 20;

  /** Python writes infinity as a bare word. */
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /**
   * Reads {@code config.json} of a checkpoint's directory.
   *
   * @throws CheckpointException if it is missing, malformed or of another architecture
   */
  public static MambaConfiguration read(Path directory) {
    Path path = directory.resolve(FILE);
    if (!Files.isRegularFile(path)) {
      Path mistral = directory.resolve(OriginalFormat.MISTRAL_FILE);
      if (Files.isRegularFile(mistral)) {
        throw OriginalFormat.refusedMistral(mistral);
      }
      throw new CheckpointException(
          "no "
              + FILE
              + " in "
              + directory
              + ": a model is a directory with config.json, model.safetensors and tokenizer.json");
    }
    try {
      if (Files.size(path) > MAX_FILE_BYTES) {
        throw new CheckpointException(
            "%s has %d bytes, expected a model's configuration of at most %d"
                .formatted(path, Files.size(path), MAX_FILE_BYTES));
      }
      return parse(path, JSON.readTree(Files.readAllBytes(path)));
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          path + " is not well-formed JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CheckpointException(path + " can't be read: " + e.getMessage(), e);
    }
  }

  /** Bytes of hidden state that one stream of this model carries, in float32. */
  public long stateBytesPerKey() {
    return 4L * layers * ((long) dInner * dState + (long) convChannels() * (dConv - 1));
  }

  /** Channels that the convolution runs over: in Mamba-2 those of B and C too. */
  public int convChannels() {
    return dInner + heads.map(h -> 2 * h.groups() * dState).orElse(0);
  }

  private static MambaConfiguration parse(Path path, JsonNode json) {
    ConfigurationReader config = new ConfigurationReader(path, json);
    Architecture architecture = config.architecture();
    int dModel = config.dimension("hidden_size");
    boolean headed = architecture == Architecture.MAMBA2;
    int dInner =
        config.has("intermediate_size")
            ? config.dimension("intermediate_size")
            : config.expanded(dModel);
    int dState = headed && !config.has("state_size") ? 128 : config.dimension("state_size");
    int layers = config.dimension("num_hidden_layers");
    int vocabSize = config.dimension("vocab_size");
    OptionalInt exitLayer =
        config.has("simba_exit_layer")
            ? OptionalInt.of(config.integer("simba_exit_layer", 1, layers))
            : OptionalInt.empty();
    return new MambaConfiguration(
        architecture,
        vocabSize,
        dModel,
        dInner,
        dState,
        config.has("conv_kernel") ? config.dimension("conv_kernel") : 4,
        headed ? 0 : config.timeStepRank(dModel),
        layers,
        config.epsilon("layer_norm_epsilon", 1e-5f),
        config.flag("use_bias", false),
        config.flag("use_conv_bias", true),
        config.has("tie_word_embeddings")
            ? Optional.of(config.flag("tie_word_embeddings", true))
            : Optional.empty(),
        token(config, "bos_token_id", vocabSize),
        config.integers("eos_token_id", 0, vocabSize - 1),
        exitLayer,
        architecture == Architecture.FALCON_MAMBA ? config.epsilon("mixer_rms_eps", 1e-6f) : 0,
        headed ? Optional.of(config.heads(dInner, dState)) : Optional.empty(),
        config.readerThreshold(exitLayer.isPresent()),
        config.keepSchedule(),
        config.has("simba_keep_dense_layers")
            ? config.integer("simba_keep_dense_layers", 0, layers)
            : 0);
  }

  private static OptionalInt token(ConfigurationReader config, String field, int vocabSize) {
    return config.has(field)
        ? OptionalInt.of(config.integer(field, 0, vocabSize - 1))
        : OptionalInt.empty();
  }
}
