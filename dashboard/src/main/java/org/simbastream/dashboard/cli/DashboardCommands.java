package org.simbastream.dashboard.cli;

import java.io.PrintStream;
import java.util.List;
import org.simbastream.job.cli.CommandProvider;

/** Adds {@code simba dashboard}. */
public final class DashboardCommands implements CommandProvider {

  @Override
  public List<Object> commands(PrintStream out, PrintStream err) {
    return List.of(new DashboardCommand(err));
  }
}
