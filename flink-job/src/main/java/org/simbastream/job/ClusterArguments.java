package org.simbastream.job;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The arguments of {@code simba run}, for the cluster jar, which has no other commands. They are
 * parsed by hand, so that the jar needs no command-line library.
 *
 * @param config the YAML file, or null
 * @param overrides values that take precedence over the file's
 */
public record ClusterArguments(Path config, Map<String, String> overrides) {

  private static final String COMMAND = "run";
  private static final String CONFIG = "--config";
  private static final String OVERRIDE = "-D";
  private static final String EXPECTED =
      "; expected: [run] [--config FILE] [-Dname=value …], with quotes around values that have"
          + " blanks";

  /**
   * Reads the arguments; a leading {@code run} is allowed, as for {@code simba}.
   *
   * @throws IllegalArgumentException if they can't be understood
   */
  public static ClusterArguments parse(String[] args) {
    Path config = null;
    Map<String, String> overrides = new LinkedHashMap<>();
    int notUnderstood = 0;
    Iterator<String> rest = Arrays.asList(args).iterator();
    for (boolean first = true; rest.hasNext(); first = false) {
      String argument = rest.next();
      if (argument.equals(CONFIG)) {
        config = Path.of(valueOf(argument, rest));
      } else if (argument.startsWith(CONFIG + "=")) {
        config = Path.of(argument.substring(CONFIG.length() + 1));
      } else if (argument.startsWith(OVERRIDE)) {
        String pair = argument.equals(OVERRIDE) ? valueOf(argument, rest) : argument.substring(2);
        int equals = pair.indexOf('=');
        overrides.put(
            equals < 0 ? pair : pair.substring(0, equals),
            equals < 0 ? "" : pair.substring(equals + 1));
      } else if (first && argument.matches("[a-z]+")) {
        requireRun(argument);
      } else {
        notUnderstood++;
      }
    }
    if (notUnderstood > 0) {
      // Not repeated: they may be the pieces of a password, and this goes to the cluster's log.
      throw new IllegalArgumentException(
          notUnderstood + " arguments can't be understood" + EXPECTED);
    }
    return new ClusterArguments(config, overrides);
  }

  private static void requireRun(String command) {
    if (!command.equals(COMMAND)) {
      throw new IllegalArgumentException(
          "'" + command + "' can't be run on a cluster; only run can" + EXPECTED);
    }
  }

  private static String valueOf(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException("no value after " + option + EXPECTED);
    }
    return rest.next();
  }
}
