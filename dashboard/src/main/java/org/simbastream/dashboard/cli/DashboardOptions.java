package org.simbastream.dashboard.cli;

/** What the page does where nobody says otherwise. */
final class DashboardOptions {

  /** The port it listens on. */
  static final int PORT = 8090;

  /** How many records before its end each output partition is read from. */
  static final int HISTORY = 5_000;

  private DashboardOptions() {}
}
