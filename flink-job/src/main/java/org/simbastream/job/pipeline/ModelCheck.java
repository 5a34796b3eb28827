package org.simbastream.job.pipeline;

import java.util.List;
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
   * Checks that the configured model can be loaded, and reads text where records are text.
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
              boolean text = configuration.get(SimbaOptions.RECORD_FORMAT).isText();
              if (text && tokenizer.isEmpty()) {
                throw new CheckpointException(
                    "no tokenizer.json in " + directory + ": records are text");
              }
              tokenizer.ifPresent(TextTokenizer::close);
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
}
