package org.simbastream.operators.keyed;

import java.util.concurrent.Callable;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Ends the job when it refuses state of another model: a restart would restore the same state. */
final class RefusedModel {

  private RefusedModel() {}

  /**
   * Compares models.
   *
   * @param check throws an IllegalStateException to refuse
   * @return what the check found
   * @throws SuppressRestartsException around the refusal, so that Flink does not restart the job
   * @throws Exception as the check does for other reasons
   */
  static boolean ends(Callable<Boolean> check) throws Exception {
    try {
      return check.call();
    } catch (IllegalStateException refused) {
      throw new SuppressRestartsException(refused);
    }
  }
}
