package org.simbastream.cli;

import java.util.regex.Pattern;

/** Chooses a log file per command, so that commands running side by side use separate files. */
final class LogFile {

  private static final String COMMAND = "simba.log.command"; // conf/log4j2.properties has it too
  private static final Pattern NAME = Pattern.compile("[a-z]{1,20}");

  private LogFile() {}

  /**
   * Names the log after the command, unless a name is set or the argument does not look like a
   * command.
   */
  static void choose(String... args) {
    if (System.getProperty(COMMAND) == null && args.length > 0 && NAME.matcher(args[0]).matches()) {
      System.setProperty(COMMAND, args[0]);
    }
  }
}
