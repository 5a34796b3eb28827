package org.simbastream.job.options;

import java.util.List;

/**
 * Reports every problem of a configuration at once, each with its option, the value and the remedy.
 * Messages never contain secrets.
 */
public final class InvalidConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * @param problems one sentence each, at least one
   */
  public InvalidConfigurationException(List<String> problems) {
    super(
        problems.size() == 1
            ? "The configuration is not valid: " + problems.get(0)
            : "The configuration is not valid:\n- " + String.join("\n- ", problems));
    this.problems = List.copyOf(problems);
  }

  /** The problems, one sentence each. */
  public List<String> problems() {
    return problems;
  }
}
