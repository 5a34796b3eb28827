package org.simbastream.cli.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import org.simbastream.cli.terminal.MarkedText;

/** Prints alerts for people. */
public final class AlertPrinter implements AlertTaker {

  private static final int TEXT_WIDTH = 160;

  private final PrintStream out;
  private final boolean marks;

  /**
   * A printer.
   *
   * @param marks whether what deviates is marked
   */
  public AlertPrinter(PrintStream out, boolean marks) {
    this.out = out;
    this.marks = marks;
  }

  @Override
  public boolean take(ToldAlert alert) {
    out.printf("%-8s%s  %s%n", alert.state(), alert.stream(), AlertFormat.summary(alert));
    for (JsonNode line : alert.lines().toList()) {
      out.printf(
          "  %5.1f  %s%n",
          line.path("score").doubleValue(), MarkedText.of(line, TEXT_WIDTH, marks));
    }
    out.flush();
    return !out.checkError();
  }
}
