package org.simbastream.model.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The shape of a Mamba-1 model, as its {@code config.json} gives it.
 *
 * @param vocabSize words the embedding holds ({@code vocab_size})
 * @param dModel width of the residual stream ({@code hidden_size})
 * @param dInner width inside a block ({@code intermediate_size}, else expand times dModel)
 * @param dState hidden states per channel ({@code state_size})
 * @param dConv taps of the causal convolution ({@code conv_kernel})
 * @param dtRank rank of the time-step projection ({@code time_step_rank})
 * @param layers number of blocks ({@code num_hidden_layers})
 * @param normEpsilon added to the mean square in every RMS norm ({@code layer_norm_epsilon})
 * @param useBias whether in_proj and out_proj have biases ({@code use_bias})
 * @param useConvBias whether the convolution has one ({@code use_conv_bias})
 * @param tiedHead true or false as {@code tie_word_embeddings} says; empty if it is silent
 * @param bosTokenId the token every stream begins with ({@code bos_token_id}), if there is one
 * @param exitLayer the early readout's layer count E ({@code simba_exit_layer}), if there is one
 */
public record MambaConfiguration(
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
    OptionalInt exitLayer) {

  /** The file's name inside a checkpoint's directory. */
  public static final String FILE = "config.json";

  private static final long MAX_FILE_BYTES = 1 << 20;

  /** No dimension of a model may be larger; beyond it something is wrong with the file. */
  private static final int MAX_DIMENSION = 1 << 24;

  /**
   * Reads {@code config.json} of a checkpoint's directory.
   *
   * @throws CheckpointException if it is missing, malformed or of another architecture
   */
  public static MambaConfiguration read(Path directory) {
    Path path = directory.resolve(FILE);
    if (!Files.isRegularFile(path)) {
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
      return parse(path, new ObjectMapper().readTree(Files.readAllBytes(path)));
    } catch (JsonProcessingException e) {
      throw new CheckpointException(
          path + " is not well-formed JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new CheckpointException(path + " can't be read: " + e.getMessage(), e);
    }
  }

  /** Bytes of hidden state that one stream of this model carries, in float32. */
  public long stateBytesPerKey() {
    return 4L * layers * dInner * (dState + dConv - 1);
  }

  private static MambaConfiguration parse(Path path, JsonNode json) {
    ConfigReader config = new ConfigReader(path, json);
    config.requireMamba();
    int dModel = config.dimension("hidden_size");
    int dInner =
        config.has("intermediate_size")
            ? config.dimension("intermediate_size")
            : config.expanded(dModel);
    int dtRank =
        config.isText("time_step_rank", "auto") || !config.has("time_step_rank")
            ? (dModel + 15) / 16
            : config.dimension("time_step_rank");
    int layers = config.dimension("num_hidden_layers");
    int vocabSize = config.dimension("vocab_size");
    OptionalInt exitLayer =
        config.has("simba_exit_layer")
            ? OptionalInt.of(config.integer("simba_exit_layer", 1, layers))
            : OptionalInt.empty();
    OptionalInt bos =
        config.has("bos_token_id")
            ? OptionalInt.of(config.integer("bos_token_id", 0, vocabSize - 1))
            : OptionalInt.empty();
    return new MambaConfiguration(
        vocabSize,
        dModel,
        dInner,
        config.dimension("state_size"),
        config.has("conv_kernel") ? config.dimension("conv_kernel") : 4,
        dtRank,
        layers,
        config.epsilon("layer_norm_epsilon", 1e-5f),
        config.flag("use_bias", false),
        config.flag("use_conv_bias", true),
        config.has("tie_word_embeddings")
            ? Optional.of(config.flag("tie_word_embeddings", true))
            : Optional.empty(),
        bos,
        exitLayer);
  }

  /** Reads single values and says what is wrong with them. */
  private record ConfigReader(Path path, JsonNode json) {

    void requireMamba() {
      if (!json.isObject() || !isText("model_type", "mamba")) {
        throw new CheckpointException(
            path
                + " is for another architecture: model_type is "
                + json.path("model_type")
                + ", expected \"mamba\" (Mamba-1 in the Hugging Face format)");
      }
      if (has("hidden_act") && !isText("hidden_act", "silu") && !isText("hidden_act", "swish")) {
        throw wrong("hidden_act", "\"silu\"");
      }
    }

    boolean has(String field) {
      return json.hasNonNull(field);
    }

    boolean isText(String field, String value) {
      return json.path(field).isTextual() && json.path(field).textValue().equals(value);
    }

    int dimension(String field) {
      return integer(field, 1, MAX_DIMENSION);
    }

    int expanded(int dModel) {
      int expand = has("expand") ? dimension("expand") : 2;
      if ((long) dModel * expand > MAX_DIMENSION) {
        throw wrong("expand", "hidden_size times expand to be " + MAX_DIMENSION + " at most");
      }
      return dModel * expand;
    }

    int integer(String field, int least, int most) {
      JsonNode value = json.path(field);
      if (!value.isIntegralNumber()
          || !value.canConvertToInt()
          || value.intValue() < least
          || value.intValue() > most) {
        throw wrong(field, "a whole number from " + least + " to " + most);
      }
      return value.intValue();
    }

    float epsilon(String field, float otherwise) {
      if (!has(field)) {
        return otherwise;
      }
      float value = json.path(field).floatValue();
      if (!json.path(field).isNumber() || !(value >= 0) || value > 1) {
        throw wrong(field, "a number from 0 to 1");
      }
      return value;
    }

    boolean flag(String field, boolean otherwise) {
      if (!has(field)) {
        return otherwise;
      }
      if (!json.path(field).isBoolean()) {
        throw wrong(field, "true or false");
      }
      return json.path(field).booleanValue();
    }

    private CheckpointException wrong(String field, String expected) {
      JsonNode found = json.path(field);
      return new CheckpointException(
          path
              + ": "
              + field
              + " is "
              + (found.isMissingNode() ? "missing" : found)
              + ", expected "
              + expected);
    }
  }
}
