package org.simbastream.operators.load;

import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.execution.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Flink keeps the buffers before a task as short as the task is slow. The model is the slow
 * part of a job: full buffers before it hold checkpoints' barriers back for long. Only a
 * TaskManager's own configuration can switch it on; a job's is ignored without a word.
 */
public final class BufferDebloating {

  private static final Logger LOG = LoggerFactory.getLogger(BufferDebloating.class);

  private BufferDebloating() {}

  /** Warns in the log if it is off where a task runs: once a start, by the first subtask. */
  public static void warnIfOff(Environment task) {
    if (task.getTaskInfo().getIndexOfThisSubtask() == 0) {
      warning(task.getTaskManagerInfo().getConfiguration()).ifPresent(LOG::warn);
    }
  }

  /**
   * What to say of a TaskManager; nothing if it is on.
   *
   * @param taskManager its own configuration
   */
  static Optional<String> warning(ReadableConfig taskManager) {
    return taskManager.get(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED)
        ? Optional.empty()
        : Optional.of(
            TaskManagerOptions.BUFFER_DEBLOAT_ENABLED.key()
                + " is off on this TaskManager: full buffers before the model hold checkpoints"
                + " back. Set it to true in the TaskManagers' own configuration and start them"
                + " again; in a job's it has no effect.");
  }
}
