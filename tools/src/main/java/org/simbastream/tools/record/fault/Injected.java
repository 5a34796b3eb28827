package org.simbastream.tools.record.fault;

import java.util.Optional;

/**
 * A fault that is in force.
 *
 * @param process to which process it was done; empty if to the job, wherever its tasks run
 * @param done what was done
 * @param remedy takes its cause away
 */
public record Injected(Optional<String> process, String done, Remedy remedy) {

  /** A fault that was done to a process. */
  public static Injected into(String process, String done, Remedy remedy) {
    return new Injected(Optional.of(process), done, remedy);
  }

  /** A fault that was done to the job. */
  public static Injected intoJob(String done, Remedy remedy) {
    return new Injected(Optional.empty(), done, remedy);
  }

  /** Takes the cause of a fault away. */
  @FunctionalInterface
  public interface Remedy {
    /** Does so; how the system gets over it is the system's matter. */
    void apply() throws Exception;
  }
}
