package org.simbastream.recordings.fault;

import java.util.Random;
import org.simbastream.recordings.cluster.Processes;

/** Draws the TaskManager that gets a fault. */
final class TaskManagers {

  private TaskManagers() {}

  static String one(Random random) {
    return random.nextBoolean() ? Processes.TASK_MANAGER_1 : Processes.TASK_MANAGER_2;
  }
}
