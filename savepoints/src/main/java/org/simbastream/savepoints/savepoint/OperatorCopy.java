package org.simbastream.savepoints.savepoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.StateObjectCollection;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;

/** Operators' states with all of their files copied into a savepoint's folder. */
final class OperatorCopy {

  private static final int NONE = -1;

  private final HandleCopy handles;

  OperatorCopy(Path folder) throws IOException {
    this.handles = new HandleCopy(folder);
  }

  /** Bytes copied so far. */
  long bytes() {
    return handles.bytes();
  }

  OperatorState unchanged(OperatorState operator) throws IOException {
    return changed(operator, NONE, null);
  }

  /** With another keyed state in one subtask, which is in the folder already. */
  OperatorState changed(OperatorState operator, int subtask, KeyedStateHandle keyed)
      throws IOException {
    if (operator.isFullyFinished()) {
      return operator; // it has no files
    }
    OperatorState copy =
        new OperatorState(
            operator.getOperatorName().orElse(null),
            operator.getOperatorUid().orElse(null),
            operator.getOperatorID(),
            operator.getParallelism(),
            operator.getMaxParallelism());
    if (operator.getCoordinatorState() != null) {
      copy.setCoordinatorState(operator.getCoordinatorState()); // always in the metadata
    }
    for (Map.Entry<Integer, OperatorSubtaskState> entry : operator.getSubtaskStates().entrySet()) {
      copy.putState(
          entry.getKey(), copy(entry.getValue(), entry.getKey() == subtask ? keyed : null));
    }
    return copy;
  }

  private OperatorSubtaskState copy(OperatorSubtaskState from, KeyedStateHandle keyed)
      throws IOException {
    if (from.isFinished()) {
      return from; // likewise
    }
    return OperatorSubtaskState.builder()
        .setManagedOperatorState(operatorState(from.getManagedOperatorState()))
        .setRawOperatorState(operatorState(from.getRawOperatorState()))
        .setManagedKeyedState(
            keyed == null
                ? keyedState(from.getManagedKeyedState())
                : StateObjectCollection.singleton(keyed))
        .setRawKeyedState(keyedState(from.getRawKeyedState()))
        .build();
  }

  private StateObjectCollection<KeyedStateHandle> keyedState(
      StateObjectCollection<KeyedStateHandle> from) throws IOException {
    List<KeyedStateHandle> copies = new ArrayList<>();
    for (KeyedStateHandle handle : from) {
      copies.add(handles.keyed(handle));
    }
    return new StateObjectCollection<>(copies);
  }

  private StateObjectCollection<OperatorStateHandle> operatorState(
      StateObjectCollection<OperatorStateHandle> from) throws IOException {
    List<OperatorStateHandle> copies = new ArrayList<>();
    for (OperatorStateHandle handle : from) {
      copies.add(handles.operator(handle));
    }
    return new StateObjectCollection<>(copies);
  }
}
