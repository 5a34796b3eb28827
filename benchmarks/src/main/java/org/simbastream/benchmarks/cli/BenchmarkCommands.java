package org.simbastream.benchmarks.cli;

import java.io.PrintStream;
import java.util.List;
import org.simbastream.job.cli.CommandProvider;

/** The subcommand that measures speed. */
public final class BenchmarkCommands implements CommandProvider {

  @Override
  public List<Object> commands(PrintStream out, PrintStream err) {
    return List.of(new BenchCommand(out, err));
  }
}
