package org.simbastream.savepoints.savepoint;

import java.io.IOException;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;

/** The format of keyed state in a savepoint, which determines the backend that can open it. */
enum StateFormat {
  /** Flink's common format: a savepoint that any backend reads, key group by key group. */
  CANONICAL,
  /** The heap backend's own: its checkpoints and native savepoints, key group by key group. */
  HEAP,
  /** RocksDB's own: its checkpoints and native savepoints, whole databases. */
  ROCKSDB;

  /**
   * The format of an operator's keyed state.
   *
   * @throws IOException if it has none, or one that can't be opened
   */
  static StateFormat of(OperatorState operator) throws IOException {
    for (OperatorSubtaskState subtask : operator.getStates()) {
      for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
        return of(handle);
      }
    }
    throw new IOException(
        "its Simba operator has no keyed state: it was taken before any record, or after the job"
            + " had finished");
  }

  private static StateFormat of(KeyedStateHandle handle) throws IOException {
    if (handle instanceof KeyGroupsSavepointStateHandle) {
      return CANONICAL;
    }
    if (handle instanceof KeyGroupsStateHandle) {
      return HEAP;
    }
    if (handle instanceof IncrementalRemoteKeyedStateHandle) {
      return ROCKSDB;
    }
    throw new IOException(
        "its keyed state is a "
            + handle.getClass().getSimpleName()
            + ", which can't be read: take a savepoint in the canonical format");
  }

  /** The number of parts into which to divide its key groups, to open one at a time. */
  int parts(OperatorState operator) {
    return this == ROCKSDB ? operator.getParallelism() : operator.getMaxParallelism();
  }

  /** The backend that opens a part: the heap backend if the part is a single key group. */
  StateBackend backend(boolean wholeSubtask) {
    return this == HEAP || this == CANONICAL && !wholeSubtask
        ? new HashMapStateBackend()
        : new EmbeddedRocksDBStateBackend();
  }

  /** The kind of savepoint that is in this format. */
  SavepointFormatType savepointType() {
    return this == CANONICAL ? SavepointFormatType.CANONICAL : SavepointFormatType.NATIVE;
  }
}
