package org.simbastream.cli.alerts;

import java.io.PrintStream;
import java.time.Clock;

/** Prints the requests that a webhook would be sent, one a line. */
public final class DryRun implements AlertTaker {

  private final PrintStream out;
  private final AlertFormat format;
  private final String job;

  /**
   * A dry run.
   *
   * @param job the job's name
   */
  public DryRun(PrintStream out, AlertFormat format, String job) {
    this.out = out;
    this.format = format;
    this.job = job;
  }

  @Override
  public boolean take(ToldAlert alert) {
    out.println(format.body(alert, job, Clock.systemUTC().instant()));
    return !out.checkError();
  }
}
