package org.simbastream.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/**
 * Knows checkpoints as the code of Mamba's authors ({@code mamba_ssm}) writes them: not to read
 * them, but to say what they are and how to get the Hugging Face format.
 */
final class OriginalFormat {

  /** Mamba-2 as Mistral publishes it, in place of {@code config.json}. */
  static final String MISTRAL_FILE = "params.json";

  /** The embedding's name there; the Hugging Face format has the plural. */
  static final String EMBEDDING = "backbone.embedding.weight";

  private static final List<String> FIELDS = List.of("d_model", "n_layer", "n_layers", "ssm_cfg");

  private OriginalFormat() {}

  /** Whether a configuration is of the original format: without a model type, with its fields. */
  static boolean isConfiguration(JsonNode json) {
    return !json.hasNonNull("model_type") && FIELDS.stream().anyMatch(json::has);
  }

  /** The refusal of a configuration of the original format. */
  static CheckpointException refused(Path path, JsonNode json) {
    List<String> found = FIELDS.stream().filter(json::has).toList();
    boolean mamba2 = json.path("ssm_cfg").path("layer").asText().equals("Mamba2");
    return new CheckpointException(
        "%s is in the original mamba_ssm format (it has %s and no model_type), expected the Hugging Face format: %s"
            .formatted(path, String.join(", ", found), remedy(mamba2)));
  }

  /** The refusal of a directory with Mistral's file and without {@code config.json}. */
  static CheckpointException refusedMistral(Path path) {
    return new CheckpointException(
        "%s is in the original mamba_ssm format, as Mistral writes it, expected config.json in the Hugging Face format: %s"
            .formatted(path, remedy(true)));
  }

  /** The refusal of weights whose embedding is named as in the original format. */
  static CheckpointException refusedWeights(Path path) {
    return new CheckpointException(
        "%s is in the original mamba_ssm format (its embedding is %s), expected the Hugging Face format: %s"
            .formatted(path, EMBEDDING, remedy(false)));
  }

  private static String remedy(boolean mamba2) {
    return "convert it with %s of Hugging Face's transformers, or take the published model whose name ends in -hf; see docs/models.md"
        .formatted(
            mamba2
                ? "convert_mamba2_ssm_checkpoint_to_pytorch.py"
                : "convert_mamba_ssm_checkpoint_to_pytorch.py");
  }
}
