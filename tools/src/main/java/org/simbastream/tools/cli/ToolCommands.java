package org.simbastream.tools.cli;

import java.io.PrintStream;
import java.util.List;
import org.simbastream.job.cli.CommandProvider;

/** The subcommands for those who develop and judge models and scores. */
public final class ToolCommands implements CommandProvider {

  @Override
  public List<Object> commands(PrintStream out, PrintStream err) {
    return List.of(new EvaluateCommand(out, err), new RecordCommand(out, err));
  }
}
