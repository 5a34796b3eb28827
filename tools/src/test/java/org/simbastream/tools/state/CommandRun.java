package org.simbastream.tools.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.simbastream.job.cli.SimbaCommand;

/** A command that was run, as a user sees it. */
record CommandRun(int exitCode, String out, String err) {

  static CommandRun of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        SimbaCommand.execute(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), args);
    return new CommandRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }
}
