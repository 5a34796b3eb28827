package org.simbastream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.simba.KeepSchedule;

/** What config.json may say, may leave out, and is refused for. */
class MambaConfigurationTest {

  @TempDir Path directory;
  private EditedCheckpoint checkpoint;

  @BeforeEach
  void copyFixture() throws IOException {
    checkpoint = EditedCheckpoint.of("tiny-f32", directory);
  }

  @Test
  void silentFieldsHaveTheHuggingFaceDefaults() throws IOException {
    checkpoint.config.retain(
        "model_type", "vocab_size", "hidden_size", "state_size", "num_hidden_layers");
    checkpoint.config.put("hidden_size", 33);
    assertThat(read())
        .isEqualTo(
            new MambaConfiguration(
                Architecture.MAMBA,
                97,
                33,
                66,
                16,
                4,
                3, // 33 / 16, rounded up
                4,
                1e-5f,
                false,
                true,
                Optional.empty(),
                OptionalInt.empty(),
                List.of(),
                OptionalInt.empty(),
                0,
                Optional.empty(),
                OptionalInt.empty(),
                KeepSchedule.LINEAR,
                0));
  }

  @Test
  void everyFieldIsRead() throws IOException {
    checkpoint
        .config
        .put("intermediate_size", 70)
        .put("expand", 3)
        .put("conv_kernel", 3)
        .put("time_step_rank", 5)
        .put("layer_norm_epsilon", 1e-6)
        .put("use_bias", true)
        .put("use_conv_bias", false)
        .put("tie_word_embeddings", false)
        .put("bos_token_id", 9)
        .put("eos_token_id", 8)
        .put("simba_exit_layer", 2)
        .put("simba_keep_schedule", "step")
        .put("simba_keep_dense_layers", 2);
    assertThat(read())
        .isEqualTo(
            new MambaConfiguration(
                Architecture.MAMBA,
                97,
                32,
                70,
                16,
                3,
                5,
                4,
                1e-6f,
                true,
                false,
                Optional.of(false),
                OptionalInt.of(9),
                List.of(8),
                OptionalInt.of(2),
                0,
                Optional.empty(),
                OptionalInt.empty(),
                KeepSchedule.STEP,
                2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[0]", "[0,96]", "7", "null"})
  void endsOfWritingAreOneOrAList(String ends) throws IOException {
    checkpoint.config.set("eos_token_id", new ObjectMapper().readTree(ends));
    List<Integer> expected = new ArrayList<>();
    Matcher numbers = Pattern.compile("\\d+").matcher(ends);
    while (numbers.find()) {
      expected.add(Integer.valueOf(numbers.group()));
    }
    assertThat(read().eosTokenIds()).isEqualTo(expected);
  }

  @Test
  void originalFormatIsRefusedByNameWithTheWayToConvertIt() throws IOException {
    checkpoint.config.removeAll();
    checkpoint.config.put("d_model", 32).put("n_layer", 4).put("vocab_size", 97);
    assertRefused(
        "is in the original mamba_ssm format (it has d_model, n_layer and no model_type), expected"
            + " the Hugging Face format: convert it with"
            + " convert_mamba_ssm_checkpoint_to_pytorch.py");
    checkpoint.config.putObject("ssm_cfg").put("layer", "Mamba2");
    assertRefused("convert it with convert_mamba2_ssm_checkpoint_to_pytorch.py");
  }

  @Test
  void originalFormatAsMistralWritesItIsRefusedByName() throws IOException {
    Files.writeString(directory.resolve("params.json"), "{\"dim\": 32, \"n_layers\": 4}");
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> MambaConfiguration.read(directory))
        .withMessageContaining(directory.resolve("params.json") + " is in the original mamba_ssm")
        .withMessageContaining("convert it with convert_mamba2_ssm_checkpoint_to_pytorch.py");
  }

  @Test
  void embeddingNamedAsInTheOriginalFormatIsRefusedByThatName() throws IOException {
    JsonNode embedding = checkpoint.header.remove("backbone.embeddings.weight");
    checkpoint.header.set("backbone.embedding.weight", embedding);
    checkpoint.write();
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> MambaModel.load(directory).close())
        .withMessageContaining("model.safetensors is in the original mamba_ssm format (its")
        .withMessageContaining("convert it with convert_mamba_ssm_checkpoint_to_pytorch.py");
  }

  @Test
  void weightsAsPythonPicklesThemAreRefusedByName() throws IOException {
    checkpoint.writeConfig();
    Files.writeString(directory.resolve("pytorch_model.bin"), "PK");
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> MambaModel.load(directory).close())
        .withMessageContaining("no model.safetensors in " + directory + ", but pytorch_model.bin,")
        .withMessageContaining("save_pretrained(");
  }

  @Test
  void expandCountsOnlyWithoutAnIntermediateSize() throws IOException {
    checkpoint.config.put("expand", 3).remove("intermediate_size");
    assertThat(read().dInner()).isEqualTo(96);
  }

  @Test
  void stateIsAsLargeAsItsArrays() throws IOException {
    assertThat(read().stateBytesPerKey()).isEqualTo(4 * 4 * 64 * (16 + 3));
  }

  @Test
  void falconsNormsHaveTheirEpsilon() throws IOException {
    checkpoint.config.put("model_type", "falcon_mamba");
    assertThat(read().architecture()).isEqualTo(Architecture.FALCON_MAMBA);
    assertThat(read().mixerNormEpsilon()).isEqualTo(1e-6f);
    checkpoint.config.put("mixer_rms_eps", 1e-3);
    assertThat(read().mixerNormEpsilon()).isEqualTo(1e-3f);
  }

  @Test
  void headsOfMamba2AreReadAndCountedInItsState() throws IOException {
    mamba2();
    assertThat(read().heads()).contains(new HeadShape(4, 16, 2, 0, Float.POSITIVE_INFINITY));
    assertThat(read().convChannels()).isEqualTo(64 + 2 * 2 * 16);
    assertThat(read().stateBytesPerKey()).isEqualTo(4 * 4 * (64 * 16 + (64 + 2 * 2 * 16) * 3));
    assertThat(read().dtRank()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[0.25, Infinity]", "[0.25, {\"__float__\": \"Infinity\"}]"})
  void infinityIsReadAsHuggingFaceWritesIt(String limit) throws IOException {
    mamba2();
    checkpoint.writeConfig();
    Path file = directory.resolve("config.json");
    String text =
        Files.readString(file).replaceFirst("\\}$", ",\"time_step_limit\":" + limit + "}");
    Files.writeString(file, text);
    HeadShape heads = MambaConfiguration.read(directory).heads().orElseThrow();
    assertThat(heads.leastTimeStep()).isEqualTo(0.25f);
    assertThat(heads.greatestTimeStep()).isEqualTo(Float.POSITIVE_INFINITY);
  }

  @Test
  void headsThatDoNotFitTogetherAreRefused() throws IOException {
    mamba2();
    checkpoint.config.put("num_heads", 3);
    assertRefused("num_heads is 3, expected num_heads times head_dim to be");
    mamba2();
    checkpoint.config.put("n_groups", 3);
    assertRefused("n_groups is 3, expected a divisor of num_heads, 4");
    mamba2();
    checkpoint.config.put("norm_before_gate", true);
    assertRefused("norm_before_gate is true, expected false");
    checkpoint.config.remove("norm_before_gate");
    checkpoint.config.putArray("time_step_limit").add(0.5).add(0.25);
    assertRefused("time_step_limit is [0.5,0.25], expected two numbers");
    checkpoint.config.put("time_step_limit", 0.5);
    assertRefused("time_step_limit is 0.5, expected two numbers");
  }

  private void mamba2() {
    checkpoint
        .config
        .put("model_type", "mamba2")
        .put("num_heads", 4)
        .put("head_dim", 16)
        .put("n_groups", 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mamba3", "llama", "MAMBA", ""})
  void otherArchitectureIsRefused(String type) throws IOException {
    checkpoint.config.put("model_type", type);
    assertRefused("model_type is \"" + type + "\", expected \"mamba\"");
  }

  @Test
  void silenceAboutTheArchitectureIsRefused() throws IOException {
    checkpoint.config.remove("model_type");
    assertRefused("model_type is , expected \"mamba\"");
  }

  @Test
  void otherActivationIsRefused() throws IOException {
    checkpoint.config.put("hidden_act", "gelu");
    assertRefused("hidden_act is \"gelu\", expected \"silu\"");
  }

  static Stream<Arguments> wrongValues() {
    Stream<Arguments> dimensions =
        Stream.of(
                "vocab_size",
                "hidden_size",
                "intermediate_size",
                "state_size",
                "num_hidden_layers",
                "conv_kernel",
                "time_step_rank")
            .flatMap(
                field ->
                    Stream.of("0", "-1", "16777217", "9999999999999", "2.5", "\"8\"", "[8]")
                        .map(value -> Arguments.of(field, value)));
    return Stream.concat(
        dimensions,
        Stream.of(
            Arguments.of("layer_norm_epsilon", "-1e-5"),
            Arguments.of("layer_norm_epsilon", "2"),
            Arguments.of("layer_norm_epsilon", "\"1e-5\""),
            Arguments.of("use_bias", "1"),
            Arguments.of("use_conv_bias", "\"true\""),
            Arguments.of("tie_word_embeddings", "0"),
            Arguments.of("bos_token_id", "97"),
            Arguments.of("bos_token_id", "-1"),
            Arguments.of("eos_token_id", "97"),
            Arguments.of("eos_token_id", "\"0\""),
            Arguments.of("eos_token_id", "[0,97]"),
            Arguments.of("eos_token_id", "[[0]]"),
            Arguments.of("simba_exit_layer", "0"),
            Arguments.of("simba_exit_layer", "5"),
            Arguments.of("simba_keep_schedule", "\"model\""),
            Arguments.of("simba_keep_schedule", "3"),
            Arguments.of("simba_keep_dense_layers", "-1"),
            Arguments.of("simba_keep_dense_layers", "5")));
  }

  @ParameterizedTest
  @MethodSource("wrongValues")
  void valueOutOfItsRangeIsRefusedByName(String field, String value) throws IOException {
    checkpoint.config.set(field, new ObjectMapper().readTree(value));
    assertRefused(field + " is " + value.replace("-1e-5", "-1.0E-5") + ", expected ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"vocab_size", "hidden_size", "state_size", "num_hidden_layers"})
  void missingDimensionIsNamed(String field) throws IOException {
    checkpoint.config.remove(field);
    assertRefused(field + " is missing, expected a whole number from 1 to ");
  }

  @Test
  void dimensionsThatDoNotFitTheWeightsAreRefusedByTensor() throws IOException {
    checkpoint.config.put("vocab_size", 1 << 24).put("hidden_size", 1 << 24);
    checkpoint.write();
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> MambaModel.load(directory).close())
        .withMessageContaining("backbone.embeddings.weight has shape [97, 32], expected [16777216");
  }

  @Test
  void expansionBeyondEveryDimensionIsRefused() throws IOException {
    checkpoint.config.put("hidden_size", 1 << 24).put("expand", 1 << 24);
    checkpoint.config.remove("intermediate_size");
    assertRefused("expand is 16777216, expected hidden_size times expand to be ");
  }

  @Test
  void malformedOrEmptyFileIsRefused() throws IOException {
    Files.writeString(directory.resolve("config.json"), "{\"model_type\": ");
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> MambaConfiguration.read(directory))
        .withMessageContaining("config.json is not well-formed JSON");
    for (String text : new String[] {"", "[]", "7"}) {
      Files.writeString(directory.resolve("config.json"), text);
      assertThatExceptionOfType(CheckpointException.class)
          .isThrownBy(() -> MambaConfiguration.read(directory))
          .withMessageContaining("config.json is for another architecture");
    }
  }

  @Test
  void missingFileAndMissingDirectoryAreToldApart() {
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> MambaModel.load(directory).close())
        .withMessageContaining("no config.json in " + directory);
    Path nowhere = directory.resolve("nowhere");
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> MambaModel.load(nowhere).close())
        .withMessageContaining("no model at " + nowhere);
  }

  private MambaConfiguration read() throws IOException {
    checkpoint.writeConfig();
    return MambaConfiguration.read(directory);
  }

  private void assertRefused(String part) throws IOException {
    checkpoint.writeConfig();
    assertThatExceptionOfType(CheckpointException.class)
        .isThrownBy(() -> MambaConfiguration.read(directory))
        .withMessageContaining(part)
        .withMessageContaining(directory.toString());
  }
}
