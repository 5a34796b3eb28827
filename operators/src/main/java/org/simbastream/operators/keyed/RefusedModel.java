package org.simbastream.operators.keyed;

import java.util.concurrent.Callable;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Ends the job where state of another model is refused: no new start changes what it restores. */
final class RefusedModel {

  private RefusedModel() {}

  /**
   * Compares models.
   *
   * @param check throws an IllegalStateException to refuse
   * @return what the check found
   * @throws SuppressRestartsException around the refusal; Flink doesn't start the job again then
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
