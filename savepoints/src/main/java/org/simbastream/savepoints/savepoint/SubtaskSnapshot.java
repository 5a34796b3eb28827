package org.simbastream.savepoints.savepoint;

import java.io.IOException;
import java.util.concurrent.RunnableFuture;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.SavepointType;
import org.apache.flink.runtime.state.CheckpointStorageLocationReference;
import org.apache.flink.runtime.state.CheckpointStreamFactory;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.SnapshotResult;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.apache.flink.runtime.state.filesystem.FsCheckpointStorageLocation;
import org.apache.flink.streaming.api.operators.StreamOperatorStateHandler;

/** Writes opened key groups into a savepoint's folder, as a task would do it. */
final class SubtaskSnapshot {

  /** State up to this size goes into the metadata; Flink's own default. */
  private static final int SMALL_STATE_BYTES = 20 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;

  private SubtaskSnapshot() {}

  static KeyedStateHandle write(
      KeyGroups groups, StateFormat format, long checkpointId, Path folder) throws IOException {
    try {
      CheckpointStorageLocationReference reference =
          AbstractFsCheckpointStorageAccess.encodePathAsReference(folder);
      CheckpointStreamFactory files =
          new FsCheckpointStorageLocation(
              folder.getFileSystem(),
              folder,
              folder,
              folder,
              reference,
              SMALL_STATE_BYTES,
              BUFFER_BYTES);
      CheckpointOptions options =
          CheckpointOptions.alignedNoTimeout(
              SavepointType.savepoint(format.savepointType()), reference);
      long now = System.currentTimeMillis();
      RunnableFuture<SnapshotResult<KeyedStateHandle>> snapshot =
          format == StateFormat.CANONICAL
              ? StreamOperatorStateHandler.prepareCanonicalSavepoint(
                      groups.keyed(), groups.registry())
                  .snapshot(checkpointId, now, files, options)
              : groups.keyed().snapshot(checkpointId, now, files, options);
      snapshot.run();
      return snapshot.get().getJobManagerOwnedSnapshot();
    } catch (Exception e) {
      throw new IOException("the changed state can't be written: " + KeyGroups.rootMessage(e), e);
    }
  }
}
