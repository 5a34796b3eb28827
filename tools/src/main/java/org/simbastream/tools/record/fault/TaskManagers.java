package org.simbastream.tools.record.fault;

import java.util.Random;
import org.simbastream.tools.record.cluster.Processes;

/** Which TaskManager is hit. */
final class TaskManagers {

  private TaskManagers() {}

  static String one(Random random) {
    return random.nextBoolean() ? Processes.TASK_MANAGER_1 : Processes.TASK_MANAGER_2;
  }
}
