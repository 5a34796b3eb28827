package org.simbastream.job.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.linear.Products;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.text.TextTokenizer;

/**
 * Checks the model before a job is submitted, so that an unusable one fails early and with a clear
 * message. It does not keep the weights: the client, the JobManager and the SQL gateway have no
 * memory for them.
 */
public final class ModelCheck {

  private ModelCheck() {}

  /**
   * Checks that the configured model can be loaded, and that it has a tokenizer if records are
   * text. Reads all of its files, piece by piece.
   *
   * @return the model's name and fingerprint
   * @throws InvalidConfigurationException if it can't; the message names the option
   */
  public static String run(SimbaConfiguration configuration) {
    Products products = products(configuration);
    return check(configuration, directory -> MambaModel.checkedLabel(directory, products));
  }

  /**
   * Checks the same from the headers of the weights alone, and returns no label.
   *
   * @throws InvalidConfigurationException if the headers show that it can't be loaded
   */
  public static void headers(SimbaConfiguration configuration) {
    products(configuration);
    check(
        configuration,
        directory -> {
          MambaModel.check(directory);
          return "";
        });
  }

  private static String check(SimbaConfiguration configuration, Function<Path, String> weights) {
    return refusing(
        configuration,
        () ->
            ModelLocation.read(
                configuration.get(SimbaOptions.MODEL),
                directory -> {
                  String label = weights.apply(directory);
                  var tokenizer = MambaModel.openTokenizer(directory);
                  try {
                    check(configuration, tokenizer, directory);
                  } finally {
                    tokenizer.ifPresent(TextTokenizer::close);
                  }
                  return label;
                }));
  }

  private static Products products(SimbaConfiguration configuration) {
    return refusing(configuration, configuration.get(SimbaOptions.MODEL_WEIGHTS)::products);
  }

  private static <T> T refusing(SimbaConfiguration configuration, Supplier<T> check) {
    try {
      return check.get();
    } catch (CheckpointException e) {
      throw new InvalidConfigurationException(
          List.of(
              ("simba.model is '%s', which can't be used: %s; give a checkpoint's directory, or"
                      + " bundled.")
                  .formatted(configuration.get(SimbaOptions.MODEL), e.getMessage())));
    }
  }

  private static void check(
      SimbaConfiguration configuration, Optional<TextTokenizer> tokenizer, Path directory) {
    boolean writes = configuration.get(SimbaOptions.WINDOW_TEXT_MAX_TOKENS) > 0;
    boolean reads = configuration.get(SimbaOptions.RECORD_FORMAT).isText();
    if (tokenizer.isEmpty() && (reads || writes)) {
      throw new CheckpointException(
          "no tokenizer.json in "
              + directory
              + (reads
                  ? ": records are text"
                  : ": " + SimbaOptions.WINDOW_TEXT_MAX_TOKENS.key() + " asks it to write text"));
    }
    String prompt = configuration.get(SimbaOptions.WINDOW_TEXT_PROMPT);
    if (writes && tokenizer.orElseThrow().encodePrompt(prompt).length == 0) {
      throw new CheckpointException(
          "its tokenizer makes no tokens of %s = '%s': give another prompt"
              .formatted(SimbaOptions.WINDOW_TEXT_PROMPT.key(), prompt));
    }
  }
}
