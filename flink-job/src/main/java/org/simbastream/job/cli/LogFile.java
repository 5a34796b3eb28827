package org.simbastream.job.cli;

import java.util.regex.Pattern;

/** A log for each command: those that run side by side don't write into each other's. */
final class LogFile {

  private static final String COMMAND = "simba.log.command"; // conf/log4j2.properties has it too
  private static final Pattern NAME = Pattern.compile("[a-z]{1,20}");

  private LogFile() {}

  /** Names the log after the command, if it looks like one and nobody has named it. */
  static void choose(String... args) {
    if (System.getProperty(COMMAND) == null && args.length > 0 && NAME.matcher(args[0]).matches()) {
      System.setProperty(COMMAND, args[0]);
    }
  }
}
