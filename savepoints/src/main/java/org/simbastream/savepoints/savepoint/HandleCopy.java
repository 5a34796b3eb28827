package org.simbastream.savepoints.savepoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle.HandleAndLocalPath;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsSavepointStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.PhysicalStateHandleID;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.RelativeFileStateHandle;

/**
 * Copies the files of state handles into a savepoint's folder, so that it owns all of its files: an
 * incremental checkpoint's are shared with checkpoints that its job may delete. (The State
 * Processor API's own writer leaves RocksDB's files where they are.)
 */
final class HandleCopy {

  private final Path folder;
  private final FileSystem files;
  private final Map<PhysicalStateHandleID, StreamStateHandle> copied = new HashMap<>();
  private long bytes;

  HandleCopy(Path folder) throws IOException {
    this.folder = folder;
    this.files = folder.getFileSystem();
  }

  /** Bytes copied so far. */
  long bytes() {
    return bytes;
  }

  KeyedStateHandle keyed(KeyedStateHandle handle) throws IOException {
    if (handle instanceof KeyGroupsSavepointStateHandle groups) {
      return new KeyGroupsSavepointStateHandle(
          groups.getGroupRangeOffsets(), stream(groups.getDelegateStateHandle()));
    }
    if (handle instanceof KeyGroupsStateHandle groups) {
      return new KeyGroupsStateHandle(
          groups.getGroupRangeOffsets(), stream(groups.getDelegateStateHandle()));
    }
    if (handle instanceof IncrementalRemoteKeyedStateHandle database) {
      return new IncrementalRemoteKeyedStateHandle(
          database.getBackendIdentifier(),
          database.getKeyGroupRange(),
          database.getCheckpointId(),
          all(database.getSharedState()),
          all(database.getPrivateState()),
          stream(database.getMetaDataStateHandle()));
    }
    throw new IOException(
        "a "
            + handle.getClass().getSimpleName()
            + " can't be copied: take a savepoint in the canonical format");
  }

  OperatorStateHandle operator(OperatorStateHandle handle) throws IOException {
    return new OperatorStreamStateHandle(
        handle.getStateNameToPartitionOffsets(), stream(handle.getDelegateStateHandle()));
  }

  private List<HandleAndLocalPath> all(List<HandleAndLocalPath> handles) throws IOException {
    List<HandleAndLocalPath> copies = new ArrayList<>();
    for (HandleAndLocalPath handle : handles) {
      copies.add(HandleAndLocalPath.of(stream(handle.getHandle()), handle.getLocalPath()));
    }
    return copies;
  }

  private StreamStateHandle stream(StreamStateHandle handle) throws IOException {
    if (handle.asBytesIfInMemory().isPresent()) {
      return handle; // it lies in the metadata
    }
    StreamStateHandle known = copied.get(handle.getStreamStateHandleID());
    if (known != null) {
      return known;
    }
    String name = UUID.randomUUID().toString();
    Path file = new Path(folder, name);
    long length;
    try (InputStream in = handle.openInputStream();
        OutputStream out = files.create(file, FileSystem.WriteMode.NO_OVERWRITE)) {
      length = in.transferTo(out);
    }
    bytes += length;
    StreamStateHandle copy = new RelativeFileStateHandle(file, name, length);
    copied.put(handle.getStreamStateHandleID(), copy);
    return copy;
  }
}
