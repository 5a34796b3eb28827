package org.simbastream.savepoints.savepoint;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.simbastream.savepoints.key.KeyState;
import org.simbastream.savepoints.key.KeyStateFile;

/**
 * Writes a savepoint in which one key's state is another. Only the subtask that has the key is
 * restored, changed and written anew, in the format it was in; all other state, of the Simba
 * operator and of others, is copied unchanged.
 */
public final class KeyImport {

  private final Savepoint savepoint;
  private final Consumer<String> progress;

  /**
   * An import.
   *
   * @param savepoint the savepoint to copy; it does not change
   * @param progress takes what is being done
   */
  public KeyImport(Savepoint savepoint, Consumer<String> progress) {
    this.savepoint = savepoint;
    this.progress = progress;
  }

  /**
   * Refuses a state that another model made.
   *
   * @throws IOException if the savepoint's model is another; both are named
   */
  public void requireSameModel(String fileName, KeyStateFile file) throws IOException {
    SortedSet<String> models = savepoint.models();
    boolean same = models.stream().anyMatch(m -> fingerprint(m).equals(fingerprint(file.model())));
    if (!same) {
      throw new IOException(
          fileName
              + " was written by model "
              + file.model()
              + ", the states in "
              + savepoint.name()
              + " by "
              + String.join(", ", models)
              + ": a hidden state is of no use to another model; export it from a job with the"
              + " same model");
    }
  }

  /**
   * Writes the new savepoint.
   *
   * @param state the key's new state, under its new name
   * @param location an empty or new folder
   * @return what the key had before; empty if it is new
   * @throws IOException if the folder is not empty, or anything can't be read or written
   */
  public KeyState write(KeyState state, String location) throws IOException {
    requireCopyable();
    Path folder = new Path(SavepointLocation.uri(location));
    FileSystem files = folder.getFileSystem();
    requireEmpty(files, folder, location);
    try {
      files.mkdirs(folder);
      return write(state, folder);
    } catch (IOException | RuntimeException e) {
      files.delete(folder, true); // without its metadata it is not a savepoint
      throw e;
    }
  }

  private KeyState write(KeyState state, Path folder) throws IOException {
    OperatorState simba = savepoint.simba();
    KeyGroupPart part =
        KeyGroupPart.of(state.key(), simba.getParallelism(), simba.getMaxParallelism());
    OperatorSubtaskState subtask = simba.getState(part.index());
    progress.accept("changing subtask %d of %d".formatted(part.index() + 1, part.parts()));
    KeyState before;
    KeyedStateHandle changed;
    try (KeyedStates states = savepoint.open(keyedOnly(subtask), part, true)) {
      before = states.read(state.key());
      states.put(state);
      changed =
          SubtaskSnapshot.write(
              states.groups(), savepoint.format(), savepoint.metadata().getCheckpointId(), folder);
    }
    OperatorCopy copy = new OperatorCopy(folder);
    int count = savepoint.metadata().getOperatorStates().size();
    List<OperatorState> operators = new ArrayList<>();
    for (OperatorState operator : savepoint.metadata().getOperatorStates()) {
      operators.add(
          operator == simba
              ? copy.changed(operator, part.index(), changed)
              : copy.unchanged(operator));
      progress.accept(
          "copied %d of %d operators, %,d bytes".formatted(operators.size(), count, copy.bytes()));
    }
    writeMetadata(operators, folder);
    return before;
  }

  /** Written last: with the metadata the folder becomes a savepoint. */
  private void writeMetadata(List<OperatorState> operators, Path folder) throws IOException {
    CheckpointMetadata from = savepoint.metadata();
    CheckpointMetadata metadata =
        new CheckpointMetadata(from.getCheckpointId(), operators, from.getMasterStates());
    try (OutputStream out =
        folder
            .getFileSystem()
            .create(
                new Path(folder, SavepointLocation.METADATA), FileSystem.WriteMode.NO_OVERWRITE)) {
      Checkpoints.storeCheckpointMetadata(metadata, out);
    }
  }

  private static OperatorSubtaskState keyedOnly(OperatorSubtaskState subtask) {
    return OperatorSubtaskState.builder()
        .setManagedKeyedState(subtask.getManagedKeyedState())
        .build();
  }

  private void requireCopyable() throws IOException {
    for (OperatorState operator : savepoint.metadata().getOperatorStates()) {
      for (OperatorSubtaskState subtask : operator.getStates()) {
        if (!subtask.getInputChannelState().isEmpty()
            || !subtask.getResultSubpartitionState().isEmpty()) {
          throw new IOException(
              savepoint.name()
                  + " is an unaligned checkpoint with records in flight, which belong to subtasks:"
                  + " take a savepoint");
        }
      }
    }
    for (OperatorSubtaskState subtask : savepoint.simba().getStates()) {
      if (!subtask.getRawKeyedState().isEmpty()) {
        throw new IOException(
            savepoint.name()
                + " has timers beside its RocksDB state (timer-service.factory: HEAP): take a"
                + " savepoint in the canonical format");
      }
    }
  }

  private static void requireEmpty(FileSystem files, Path folder, String location)
      throws IOException {
    if (!files.exists(folder)) {
      return;
    }
    FileStatus[] content =
        files.getFileStatus(folder).isDir() ? files.listStatus(folder) : new FileStatus[1];
    if (content == null || content.length > 0) {
      throw new IOException("--out " + location + " is not empty: name a new folder");
    }
  }

  private static String fingerprint(String model) {
    return model.substring(model.lastIndexOf('@') + 1);
  }
}
