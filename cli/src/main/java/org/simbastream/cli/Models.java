package org.simbastream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.linear.WeightPrecision;
import org.simbastream.model.mamba.MambaModel;

/**
 * The models of an evaluation.
 *
 * @param model the model to measure
 * @param smallModel the smaller one beside it, if there is one
 * @param trainedOn names of the files that {@code model} was trained on, if its directory names
 *     them
 */
record Models(MambaModel model, Optional<MambaModel> smallModel, Optional<Set<String>> trainedOn) {

  /**
   * Loads models, passes them to a function and closes them afterwards.
   *
   * @param weights the precision of the measured model's weights
   * @param smallLocation null for none
   */
  static <T> T use(
      String location, WeightPrecision weights, String smallLocation, Function<Models, T> user) {
    return ModelLocation.read(
        location,
        directory -> {
          Optional<Set<String>> trainedOn = trainedOn(directory);
          try (MambaModel model = MambaModel.load(directory, weights.products())) {
            if (smallLocation == null) {
              return user.apply(new Models(model, Optional.empty(), trainedOn));
            }
            return ModelLocation.read(
                smallLocation,
                smallDirectory -> {
                  requireSameTokenizer(directory, smallDirectory);
                  try (MambaModel small = MambaModel.load(smallDirectory)) {
                    return user.apply(new Models(model, Optional.of(small), trainedOn));
                  }
                });
          }
        });
  }

  /** Nats per token can only be compared if both models have the same tokens. */
  private static void requireSameTokenizer(Path directory, Path smallDirectory) {
    Path tokenizer = directory.resolve(Checkpoint.TOKENIZER_FILE);
    Path other = smallDirectory.resolve(Checkpoint.TOKENIZER_FILE);
    try {
      if (!Files.isRegularFile(other) || Files.mismatch(tokenizer, other) >= 0) {
        throw new IllegalArgumentException(
            "--small-model: "
                + other
                + " is not "
                + tokenizer
                + ", byte for byte; give a model that"
                + " was trained with the same tokenizer, or the two can't be compared by tokens");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(other + " can't be read: " + e.getMessage(), e);
    }
  }

  /** The systems and texts that {@value ModelLocation#TRAINING_FILE} names; empty without it. */
  private static Optional<Set<String>> trainedOn(Path directory) {
    Path file = directory.resolve(ModelLocation.TRAINING_FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode training = new ObjectMapper().readTree(file.toFile());
      JsonNode systems = training.path("systems");
      if (!systems.isArray()) {
        throw new IllegalArgumentException(
            file + " has no array 'systems' with the names of the files trained on");
      }
      Set<String> names = new LinkedHashSet<>();
      systems.forEach(name -> names.add(name.asText()));
      training.path("text").forEach(name -> names.add(name.asText()));
      return Optional.of(names);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " can't be read: " + e.getMessage(), e);
    }
  }
}
