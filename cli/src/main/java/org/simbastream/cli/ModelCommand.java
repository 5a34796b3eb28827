package org.simbastream.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.simbastream.model.bundled.ModelLocation;
import org.simbastream.model.checkpoint.Checkpoint;
import org.simbastream.model.checkpoint.CheckpointException;
import org.simbastream.model.checkpoint.MambaConfiguration;
import org.simbastream.model.mamba.MambaModel;
import org.simbastream.model.recall.Gate;
import org.simbastream.model.recall.Recall;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "model",
    description = {
      "Describes a checkpoint: its shape, the state that each key takes, and what is wrong with"
          + " it.",
      "",
      "Ends with exit code 1 if the checkpoint can't be used."
    })
final class ModelCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = ModelLocation.BUNDLED,
      description = "Checkpoint directory; default: the bundled model.")
  private String location;

  private final PrintStream out;

  ModelCommand(PrintStream out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    return ModelLocation.read(location, this::describe);
  }

  private int describe(Path directory) {
    MambaConfiguration model = Checkpoint.open(directory).configuration();
    out.printf(
        "%s: %d layers, d_model %d, d_inner %d, d_state %d, d_conv %d, %s%n",
        model.architecture().title(),
        model.layers(),
        model.dModel(),
        model.dInner(),
        model.dState(),
        model.dConv(),
        model
            .heads()
            .map(h -> "%d heads of %d, %d groups".formatted(h.heads(), h.headDim(), h.groups()))
            .orElse("dt_rank " + model.dtRank()));
    out.printf("vocabulary:    %,d words%n", model.vocabSize());
    out.printf(
        "first token:   %s%n",
        model.bosTokenId().isPresent() ? model.bosTokenId().getAsInt() : "none");
    out.printf(
        "early readout: %s%n",
        model.exitLayer().isPresent()
            ? "after layer " + model.exitLayer().getAsInt()
            : "none: surprisal comes from a stream's own past alone");
    long state = model.stateBytesPerKey();
    out.printf(
        "state per key: %,d bytes (%,d a layer); 10,000 keys: %.1f GiB%n",
        state, state / model.layers(), state * 10_000 / (double) (1L << 30));
    boolean reader = model.readerThreshold().isPresent();
    out.printf(
        "reads:         %s%n",
        reader
            ? "what its stream did not surely expect, with a trust of %.2f"
                .formatted(model.readerThreshold().getAsInt() / 65_536.0)
            : "every token");
    out.printf(
        "schedule:      %s, unless options name another%n",
        model.keepSchedule().name().toLowerCase(Locale.ROOT)
            + (model.keepDenseLayers() > 0
                ? " after %d layers that read every token".formatted(model.keepDenseLayers())
                : ""));
    out.printf(
        "recall:        at most %,d bytes a key besides%n",
        reader ? Gate.MAX_BYTES : Recall.MAX_BYTES);
    boolean tokenizer = Files.isRegularFile(directory.resolve(Checkpoint.TOKENIZER_FILE));
    try (MambaModel loaded = MambaModel.load(directory)) {
      out.printf("model:         %s%n", loaded.label());
      if (tokenizer) {
        loaded.openTokenizer().orElseThrow().close();
      }
    } catch (CheckpointException e) {
      out.printf("wrong:         %s%n", e.getMessage());
      return 1;
    }
    out.printf(
        "wrong:         %s%n",
        tokenizer ? "nothing" : "no tokenizer.json: the model reads only token ids, not text");
    return 0;
  }
}
