package org.simbastream.tools.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "evaluate", description = "Measures a model and its scores, and writes a report.")
final class EvaluateCommand implements Callable<Integer> {

  private final PrintStream out;
  private final PrintStream err;

  EvaluateCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public Integer call() {
    err.println("simba: nothing is measured yet");
    out.flush();
    return 1;
  }
}
