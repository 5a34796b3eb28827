package org.simbastream.state;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.simbastream.annotation.PublicApi;

/**
 * Which model the hidden states belong to: operator state, checked before any key is touched. The
 * model itself is not state; a hidden state is useless to any other model.
 *
 * <p><b>Owned state</b>: {@link StateNames#MODEL}, a union list, so that every subtask sees the
 * restored model after a rescale too.
 */
@PublicApi
public final class ModelIdentity {

  /** What to do when the restored states belong to another model. */
  public enum OnMismatch {
    /** Fail before the first record. */
    REFUSE,
    /** Delete each key's hidden state at its next chunk. */
    START_AFRESH,
    /** The same, and read the key's last records anew before that chunk. */
    WARM_UP
  }

  private ModelIdentity() {}

  /**
   * Compares the restored model with the one in use, and stores the latter.
   *
   * @param label name and fingerprint of the model in use, {@code name@fingerprint}
   * @return whether the restored state is another model's
   * @throws IllegalStateException if they differ and that is to be refused
   * @throws Exception if the state can't be read
   */
  public static boolean check(
      OperatorStateStore store, boolean restored, String label, OnMismatch onMismatch)
      throws Exception {
    ListState<String> models =
        store.getUnionListState(
            new ListStateDescriptor<>(StateNames.MODEL, StringSerializer.INSTANCE));
    boolean another = restored && check(models.get(), label, onMismatch);
    models.clear();
    models.add(label);
    return another;
  }

  /**
   * Compares the models that made a state with the one in use.
   *
   * @param madeBy name and fingerprint of each
   * @param label name and fingerprint of the model in use
   * @return whether the state is another model's
   * @throws IllegalStateException if they differ and that is to be refused
   */
  public static boolean check(Iterable<String> madeBy, String label, OnMismatch onMismatch) {
    Set<String> others = new LinkedHashSet<>();
    for (String model : madeBy) {
      if (!fingerprint(model).equals(fingerprint(label))) {
        others.add(model);
      }
    }
    if (!others.isEmpty() && onMismatch == OnMismatch.REFUSE) {
      throw new IllegalStateException(
          "the restored hidden states belong to model "
              + String.join(", ", others)
              + ", the job is configured with "
              + label
              + ": set simba.model to the former, or simba.state.model-mismatch to afresh to let"
              + " every stream start anew, or to warm-up to let it read its last records first");
    }
    return !others.isEmpty();
  }

  private static String fingerprint(String label) {
    return label.substring(label.lastIndexOf('@') + 1);
  }
}
