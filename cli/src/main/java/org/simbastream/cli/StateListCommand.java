package org.simbastream.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Lists keys with the tokens and records read, the last event time, sizes and norms, and a"
            + " total.")
final class StateListCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SAVEPOINT", description = "The folder of a savepoint or checkpoint.")
  private String savepoint;

  @Mixin private StateListOptions options;

  private final PrintStream out;
  private final PrintStream err;

  StateListCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException {
    options.list(savepoint, out, err);
    return 0;
  }
}
