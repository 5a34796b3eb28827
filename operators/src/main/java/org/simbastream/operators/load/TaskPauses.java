package org.simbastream.operators.load;

import java.util.function.LongSupplier;
import org.apache.flink.runtime.metrics.groups.TaskIOMetricGroup;
import org.simbastream.annotation.Internal;

/**
 * How long a task was not busy since it began, from Flink's own metrics. Exact when read by the
 * task's own thread, since every pause is over and counted while that thread runs this code.
 */
@Internal
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
