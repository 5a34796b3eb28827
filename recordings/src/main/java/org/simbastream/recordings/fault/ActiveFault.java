package org.simbastream.recordings.fault;

import java.util.Optional;

/**
 * A fault that is in force.
 *
 * @param process to which process it was done; empty if to the job, wherever its tasks run
 * @param done what was done
 * @param remedy removes its cause
 */
public record ActiveFault(Optional<String> process, String done, Remedy remedy) {

  /** A fault that was done to a process. */
  public static ActiveFault into(String process, String done, Remedy remedy) {
    return new ActiveFault(Optional.of(process), done, remedy);
  }

  /** A fault that was done to the job. */
  public static ActiveFault intoJob(String done, Remedy remedy) {
    return new ActiveFault(Optional.empty(), done, remedy);
  }

  /** Removes the cause of a fault. */
  @FunctionalInterface
  public interface Remedy {
    /** Removes the cause; the system recovers by itself. */
    void apply() throws Exception;
  }
}
