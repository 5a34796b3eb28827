package org.simbastream.cli;

import java.nio.file.Path;
import java.util.function.Function;
import org.simbastream.cli.run.Loading;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.text.TextTokenizer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which model a command uses. */
final class ModelOption {

  @Option(
      names = "--model",
      paramLabel = "DIR",
      defaultValue = ModelLocation.BUNDLED,
      description =
          "Checkpoint directory (config.json, model.safetensors, tokenizer.json); default: the"
              + " bundled model.")
  private String location;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  String location() {
    return location;
  }

  /** Passes the model to a command and closes it afterwards. */
  <T> T use(Function<MambaModel, T> command) {
    return ModelLocation.read(
        location,
        directory -> {
          try (MambaModel model = load(directory)) {
            return command.apply(model);
          }
        });
  }

  private MambaModel load(Path directory) {
    try (Loading ignored = Loading.of(location, command.commandLine().getErr()::println)) {
      return MambaModel.load(directory);
    }
  }

  /** The tokenizer of a model, for a command that reads text. */
  static TextTokenizer tokenizer(MambaModel model) {
    return model
        .openTokenizer()
        .orElseThrow(
            () ->
                new CheckpointException(
                    model.label()
                        + " has no tokenizer.json, and text can't be read without it;"
                        + " give token ids, or a model with a tokenizer"));
  }
}
