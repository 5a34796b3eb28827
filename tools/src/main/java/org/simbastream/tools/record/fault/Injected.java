package org.simbastream.tools.record.fault;

/**
 * A fault that is in force.
 *
 * @param process to which process it was done
 * @param done what was done
 * @param remedy takes its cause away
 */
public record Injected(String process, String done, Remedy remedy) {

  /** Takes the cause of a fault away. */
  @FunctionalInterface
  public interface Remedy {
    /** Does so; how the system gets over it is the system's matter. */
    void apply() throws Exception;
  }
}
