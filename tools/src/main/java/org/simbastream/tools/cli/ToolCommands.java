package org.simbastream.tools.cli;

import java.io.PrintStream;
import java.util.List;
import org.simbastream.job.cli.CommandProvider;

/** The subcommands for those who judge models and scores, or look into what a job keeps. */
public final class ToolCommands implements CommandProvider {

  @Override
  public List<Object> commands(PrintStream out, PrintStream err) {
    return List.of(
        new EvaluateCommand(out, err), new RecordCommand(out, err), StateCommand.with(out, err));
  }
}
