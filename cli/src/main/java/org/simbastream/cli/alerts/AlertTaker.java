package org.simbastream.cli.alerts;

import java.io.IOException;

/** Takes alerts in the order in which they are to be told. */
@FunctionalInterface
public interface AlertTaker {

  /**
   * Takes an alert; returns when it has been told, or never will be.
   *
   * @return false if the command is to end, and the alert was not told
   * @throws IOException if no alert can be told
   */
  boolean take(ToldAlert alert) throws IOException;
}
