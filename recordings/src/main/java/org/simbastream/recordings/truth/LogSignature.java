package org.simbastream.recordings.truth;

import java.util.regex.Pattern;

/**
 * The pattern of a line that shows a fault.
 *
 * @param process the log it is in: a process's name, or the beginning of several names and {@code
 *     *}
 * @param pattern found in the line
 * @param certain whether at least one log must have such a line; what may be seen or not, by the
 *     moment of the fault, is not certain
 */
public record LogSignature(String process, Pattern pattern, boolean certain) {

  /** A sign that every recording of the fault has. */
  public static LogSignature certain(String process, String pattern) {
    return new LogSignature(process, Pattern.compile(pattern), true);
  }

  /** A sign that depends on the moment of the fault. */
  public static LogSignature possible(String process, String pattern) {
    return new LogSignature(process, Pattern.compile(pattern), false);
  }

  /** Whether the log of this process may have such a line. */
  boolean concerns(String log) {
    return process.endsWith("*")
        ? log.startsWith(process.substring(0, process.length() - 1))
        : log.equals(process);
  }
}
