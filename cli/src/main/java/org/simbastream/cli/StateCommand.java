package org.simbastream.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "state",
    description = {
      "Inspects a savepoint or a retained checkpoint: lists its keys, exports and imports the"
          + " state of a key, compares two savepoints. Needs no cluster, no Kafka and no model.",
      "",
      "Without a subcommand it lists the keys.",
      "",
      "Example: simba state savepoints/savepoint-1a2b3c --top 5"
    },
    synopsisSubcommandLabel = "[COMMAND]")
final class StateCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "SAVEPOINT",
      arity = "0..1",
      description =
          "The folder of a savepoint or checkpoint: a path, or a URI that Flink can read.")
  private String savepoint;

  @Mixin private StateListOptions options;

  @Spec private CommandSpec spec;

  private final PrintStream out;
  private final PrintStream err;

  private StateCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** The command with its subcommands. */
  static CommandLine with(PrintStream out, PrintStream err) {
    return new CommandLine(new StateCommand(out, err))
        .addSubcommand(new StateListCommand(out, err))
        .addSubcommand(new StateExportCommand(err))
        .addSubcommand(new StateImportCommand(err))
        .addSubcommand(new StateCompareCommand(out, err));
  }

  @Override
  public Integer call() throws IOException {
    if (savepoint == null) {
      throw new ParameterException(spec.commandLine(), "Name a savepoint or a command.");
    }
    options.list(savepoint, out, err);
    return 0;
  }
}
