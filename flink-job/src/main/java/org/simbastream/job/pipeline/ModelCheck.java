package org.simbastream.job.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.simbastream.job.options.InvalidConfigurationException;
import org.simbastream.job.options.SimbaConfiguration;
import org.simbastream.job.options.SimbaOptions;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.linear.Products;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.text.TextTokenizer;

/**
 * Loads the model once before anything is submitted, so that a wrong one fails here and clearly.
 */
public final class ModelCheck {

  private ModelCheck() {}

  /**
   * Checks that the configured model can be loaded, and reads text where it is given some.
   *
   * @return the model's name and fingerprint
   * @throws InvalidConfigurationException if it can't; the message names the option
   */
  public static String run(SimbaConfiguration configuration) {
    String location = configuration.get(SimbaOptions.MODEL);
    try {
      return ModelLocation.read(
          location,
          directory -> {
            Products products = configuration.get(SimbaOptions.MODEL_WEIGHTS).products();
            try (MambaModel model = MambaModel.load(directory, products)) {
              var tokenizer = model.openTokenizer();
              try {
                check(configuration, tokenizer, directory);
              } finally {
                tokenizer.ifPresent(TextTokenizer::close);
              }
              return model.label();
            }
          });
    } catch (CheckpointException e) {
      throw new InvalidConfigurationException(
          List.of(
              "simba.model is '%s', which can't be used: %s; name a checkpoint's directory, or bundled."
                  .formatted(location, e.getMessage())));
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
                  : ": " + SimbaOptions.WINDOW_TEXT_MAX_TOKENS.key() + " asks it to write"));
    }
    String prompt = configuration.get(SimbaOptions.WINDOW_TEXT_PROMPT);
    if (writes && tokenizer.orElseThrow().encode(prompt).length == 0) {
      throw new CheckpointException(
          "its tokenizer makes no tokens of %s = '%s'"
              .formatted(SimbaOptions.WINDOW_TEXT_PROMPT.key(), prompt));
    }
  }
}
