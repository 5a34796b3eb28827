package org.simbastream.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.model.Fixture;
import org.simbastream.model.mamba.MambaModel;

/** A wrong model is refused before anything starts, by the name of its option. */
class ModelCheckTest {

  private static final Path SMALL = Fixture.named("own-trained").directory();

  @TempDir private Path directory;

  @Test
  void rightModelHasItsLabel() {
    try (MambaModel model = MambaModel.load(SMALL)) {
      assertThat(ModelCheck.run(configuration(Map.of("simba.model", SMALL.toString()))))
          .isEqualTo(model.label());
    }
    assertThat(ModelCheck.run(configuration(Map.of()))).startsWith("simba-logs@");
    ModelCheck.headers(configuration(Map.of()));
  }

  @Test
  void missingDirectoryIsNamed() {
    assertRefused(Map.of("simba.model", "/nowhere"), "no model at /nowhere: expected a directory");
  }

  @Test
  void cutWeightsAreNamed() throws IOException {
    copy("config.json", "tokenizer.json", "model.safetensors");
    Path weights = directory.resolve("model.safetensors");
    Files.write(weights, Arrays.copyOf(Files.readAllBytes(weights), 50_000));
    assertRefused(
        Map.of("simba.model", directory.toString()),
        "model.safetensors is cut or lies about its offsets: tensor ");
  }

  /** A client of a cluster reads no values; the TaskManagers do. */
  @Test
  void valuesAreCheckedWhereTheModelIsUsedOnly() throws IOException {
    copy("config.json", "tokenizer.json", "model.safetensors");
    Path weights = directory.resolve("model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    Arrays.fill(bytes, bytes.length - 64, bytes.length, (byte) 0xff); // not numbers
    Files.write(weights, bytes);
    SimbaConfiguration configuration = configuration(Map.of("simba.model", directory.toString()));
    ModelCheck.headers(configuration);
    assertThatExceptionOfType(InvalidConfigurationException.class)
        .isThrownBy(() -> ModelCheck.run(configuration))
        .withMessageContaining(directory.toString());
  }

  @Test
  void textNeedsATokenizerAndTokensDoNot() throws IOException {
    copy("config.json", "model.safetensors");
    Map<String, String> text = Map.of("simba.model", directory.toString());
    assertRefused(text, "no tokenizer.json in " + directory + ": records are text");
    Map<String, String> tokens = new HashMap<>(text);
    tokens.put("simba.record.format", "tokens");
    ModelCheck.headers(configuration(tokens));
    tokens.put("simba.window.text.max-tokens", "20");
    assertRefused(tokens, "simba.window.text.max-tokens asks it to write");
  }

  @Test
  void brokenTokenizerIsNamed() throws IOException {
    copy("config.json", "model.safetensors");
    Files.writeString(directory.resolve("tokenizer.json"), "{}");
    assertRefused(
        Map.of("simba.model", directory.toString()), "tokenizer.json is not a usable tokenizer");
  }

  private void copy(String... files) throws IOException {
    for (String file : files) {
      Files.copy(SMALL.resolve(file), directory.resolve(file));
    }
  }

  private static void assertRefused(Map<String, String> options, String part) {
    SimbaConfiguration configuration = configuration(options);
    String start = "simba.model is '" + options.get("simba.model") + "', which can't be used: ";
    for (Runnable check :
        List.<Runnable>of(
            () -> ModelCheck.run(configuration), () -> ModelCheck.headers(configuration))) {
      assertThatExceptionOfType(InvalidConfigurationException.class)
          .isThrownBy(check::run)
          .withMessageContaining(start)
          .withMessageContaining(part)
          .withMessageContaining("; give a checkpoint's directory, or bundled.");
    }
  }

  private static SimbaConfiguration configuration(Map<String, String> options) {
    return SimbaConfiguration.of(options);
  }
}
