package org.simbastream.operators.load;

import java.util.function.LongSupplier;
import org.apache.flink.runtime.metrics.groups.TaskIOMetricGroup;

/**
 * How long a task was not busy since it began, from what Flink measures anyway. Exact when the
 * task's own thread asks, since a pause is over and counted whenever that thread runs our code.
 */
public final class TaskPauses implements LongSupplier {

  private final TaskIOMetricGroup task;

  /** The pauses of the task with these metrics. */
  public TaskPauses(TaskIOMetricGroup task) {
    this.task = task;
  }

  /** Milliseconds of idleness and back pressure. */
  @Override
  public long getAsLong() {
    return task.getIdleTimeMsPerSecond().getAccumulatedCount()
        + task.getAccumulatedBackPressuredTimeMs();
  }
}
