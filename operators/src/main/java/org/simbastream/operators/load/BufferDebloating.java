package org.simbastream.operators.load;

import java.util.Optional;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.execution.Environment;
import org.simbastream.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns if Flink does not shorten the buffers before slow tasks (buffer debloating). The model is
 * the slow part of a job: full buffers before it delay checkpoint barriers for long. Only a
 * TaskManager's own configuration can switch debloating on; Flink silently ignores it in a job's
 * configuration.
 */
@Internal
public final class BufferDebloating {

  private static final Logger LOG = LoggerFactory.getLogger(BufferDebloating.class);

  private BufferDebloating() {}

  /**
   * Warns in the log if debloating is off where a task runs: once per start, by the first subtask.
   */
  public static void warnIfOff(Environment task) {
    if (task.getTaskInfo().getIndexOfThisSubtask() == 0) {
      warning(task.getTaskManagerInfo().getConfiguration()).ifPresent(LOG::warn);
    }
  }

  /**
   * The warning for a TaskManager; empty if debloating is on.
   *
   * @param taskManager its own configuration
   */
  static Optional<String> warning(ReadableConfig taskManager) {
    return taskManager.get(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED)
        ? Optional.empty()
        : Optional.of(
            TaskManagerOptions.BUFFER_DEBLOAT_ENABLED.key()
                + " is off on this TaskManager: full buffers before the model delay checkpoints."
                + " Set it to true in the TaskManagers' own configuration and restart them; in a"
                + " job's configuration it has no effect.");
  }
}
